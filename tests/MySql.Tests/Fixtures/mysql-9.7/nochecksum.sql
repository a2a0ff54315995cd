-- A file without checksums, one of its transactions compressed.
USE cap;
CREATE TABLE nocrc (id INT PRIMARY KEY);
INSERT INTO nocrc VALUES (1);
SET binlog_transaction_compression = ON;
INSERT INTO nocrc VALUES (2);

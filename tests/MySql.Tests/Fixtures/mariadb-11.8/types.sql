-- Events inside transactions carry no positions (binlog_legacy_event_pos=OFF). Every column type with FULL metadata.
SET GLOBAL binlog_row_metadata = FULL;
USE cap;
CREATE TABLE types (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, ti TINYINT, tu TINYINT UNSIGNED, si SMALLINT UNSIGNED, mi MEDIUMINT, i INT UNSIGNED,
  y YEAR, f FLOAT UNSIGNED, d DOUBLE, de DECIMAL(20,4) UNSIGNED, b BIT(10),
  da DATE, t TIME(2), dt DATETIME(4), ts TIMESTAMP(6) NULL,
  c CHAR(10) CHARACTER SET latin1, cb CHAR(255), vc VARCHAR(300) COLLATE utf8mb4_bin, bi BINARY(4), vb VARBINARY(300),
  tx TEXT CHARACTER SET utf16, bl LONGBLOB, e ENUM('a','ü,b') CHARACTER SET latin1, s SET('x','y','z'), j JSON,
  g GEOMETRY, p POINT, ve VECTOR(3), uu UUID, i4 INET4, i6 INET6, vcc VARCHAR(100) COMPRESSED, tc TEXT COMPRESSED,
  inv INT INVISIBLE DEFAULT 7, gv INT AS (ti+1) VIRTUAL, gs INT AS (ti+2) STORED,
  PRIMARY KEY (id, vc(5)));
INSERT INTO types (ti,tu,si,mi,i,y,f,d,de,b,da,t,dt,ts,c,cb,vc,bi,vb,tx,bl,e,s,j,g,p,ve,uu,i4,i6,vcc,tc) VALUES
  (-1,200,65535,-8388608,4294967295,2024,1.5,2.5,'12345.6789',b'1000000001','2024-02-29','-01:02:03.25','2024-01-02 03:04:05.1234',
  '2024-01-02 03:04:05.123456','é','x','vc',x'01020000',x'00ff','ü','blob','ü,b','x,z','{"a":[1,2.5,"x"]}',
  ST_GeomFromText('LINESTRING(0 0,1 1)'),ST_GeomFromText('POINT(10 20)'),VEC_FromText('[1,2,3]'),
  '123e4567-e89b-12d3-a456-426614174000','1.2.3.4','::1',REPEAT('a',90),REPEAT('b',200));
UPDATE types SET ti = NULL WHERE id = 1;
DELETE FROM types;
CREATE TABLE two (id INT PRIMARY KEY, v VARCHAR(400));
BEGIN;
INSERT INTO two VALUES (1,'a');
SAVEPOINT s;
INSERT INTO two VALUES (2,'b');
ROLLBACK TO s;
INSERT INTO two VALUES (3,'c');
COMMIT;
SET binlog_row_image = MINIMAL;
UPDATE two SET v = 'z' WHERE id = 1;
SET binlog_row_image = FULL_NODUP;
UPDATE two SET v = 'y' WHERE id = 1;
SET binlog_row_image = FULL;
SET GLOBAL log_bin_compress = ON, GLOBAL log_bin_compress_min_len = 20;
INSERT INTO two VALUES (4, REPEAT('x', 300)), (5, REPEAT('y', 300));
UPDATE two SET v = REPEAT('w', 300) WHERE id = 4;
DELETE FROM two WHERE id > 3;
ALTER TABLE two COMMENT 'a longer statement that is worth to be compressed, compressed, compressed, compressed';
SET GLOBAL log_bin_compress = OFF;
SET SESSION binlog_alter_two_phase = ON;
ALTER TABLE two ADD n INT;
SET SESSION binlog_alter_two_phase = OFF;
CREATE OR REPLACE TABLE repl (id INT PRIMARY KEY) AS SELECT 1 AS id;
CREATE SEQUENCE sq;
SELECT NEXTVAL(sq);
CREATE TABLE ver (id INT PRIMARY KEY) WITH SYSTEM VERSIONING;
INSERT INTO ver VALUES (1);
DELETE FROM ver;
XA START 'one','branch',7; INSERT INTO two VALUES (10, 'x', 1); XA END 'one','branch',7; XA PREPARE 'one','branch',7; XA COMMIT 'one','branch',7;
XA START 'phase'; INSERT INTO two VALUES (12, 'x', 1); XA END 'phase'; XA COMMIT 'phase' ONE PHASE;
SET binlog_format = STATEMENT;
INSERT INTO two VALUES (20, 'statement', 2);
SET binlog_format = ROW;
SET server_id = 77, gtid_domain_id = 5, gtid_seq_no = 18446744073709551000;
INSERT INTO two VALUES (21, 'domain', 2);

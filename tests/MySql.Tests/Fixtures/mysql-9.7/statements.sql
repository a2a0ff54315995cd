-- Statements: logged as such, in other character sets, with other SQL modes.
USE cap;
CREATE TABLE st (id INT PRIMARY KEY AUTO_INCREMENT, v VARCHAR(40));
SET SESSION binlog_format = STATEMENT;
INSERT INTO st (v) VALUES (CONCAT('s', RAND()));
SET @v = 'user variable';
INSERT INTO st (v) VALUES (@v);
LOAD DATA INFILE './load.txt' INTO TABLE st (v);
SET SESSION binlog_format = ROW;
SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES';
CREATE TABLE "ansi" ("a" VARCHAR(5) DEFAULT '\');
SET sql_mode = DEFAULT;
SET default_collation_for_utf8mb4 = utf8mb4_general_ci;
CREATE TABLE dflt (a CHAR(3) CHARACTER SET utf8mb4);
SET explicit_defaults_for_timestamp = OFF;
CREATE TABLE ts (a TIMESTAMP);
DROP DATABASE IF EXISTS nothere;
DROP TABLE dflt, ts;

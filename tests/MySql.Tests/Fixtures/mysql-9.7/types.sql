-- Every column type with FULL metadata; tagged GTIDs; savepoints; partitions; a table without transactions.
SET GLOBAL binlog_row_metadata = FULL;
SET SESSION binlog_rows_query_log_events = ON;
USE cap;
CREATE TABLE types (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, ti TINYINT, tu TINYINT UNSIGNED, si SMALLINT UNSIGNED, mi MEDIUMINT, i INT UNSIGNED,
  y YEAR, f FLOAT UNSIGNED, d DOUBLE, de DECIMAL(20,4) UNSIGNED, b BIT(10),
  da DATE, t TIME(2), dt DATETIME(4), ts TIMESTAMP(6) NULL,
  c CHAR(10) CHARACTER SET latin1, cb CHAR(255), vc VARCHAR(300) COLLATE utf8mb4_bin, bi BINARY(4), vb VARBINARY(300),
  tx TEXT CHARACTER SET utf16, bl LONGBLOB, e ENUM('a','ü,b') CHARACTER SET latin1, s SET('x','y','z'), j JSON,
  g GEOMETRY, p POINT SRID 4326, ve VECTOR(3),
  inv INT INVISIBLE DEFAULT 7, gv INT AS (ti+1) VIRTUAL, gs INT AS (ti+2) STORED,
  PRIMARY KEY (id, vc(5)), KEY ((ti+tu)));
INSERT INTO types (ti,tu,si,mi,i,y,f,d,de,b,da,t,dt,ts,c,cb,vc,bi,vb,tx,bl,e,s,j,g,p,ve) VALUES
  (-1,200,65535,-8388608,4294967295,2024,1.5,2.5,'12345.6789',b'1000000001','2024-02-29','-01:02:03.25','2024-01-02 03:04:05.1234',
  '2024-01-02 03:04:05.123456','é','x','vc',x'01020000',x'00ff','ü','blob','ü,b','x,z','{"a":[1,2.5,"x"]}',
  ST_GeomFromText('LINESTRING(0 0,1 1)'),ST_GeomFromText('POINT(10 20)',4326),STRING_TO_VECTOR('[1,2,3]'));
UPDATE types SET ti = NULL, j = JSON_SET(j, '$.b', true) WHERE id = 1;
DELETE FROM types;
SET GTID_NEXT = 'AUTOMATIC:tag_one';
INSERT INTO types (vc) VALUES ('tagged');
SET GTID_NEXT = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee:longest_tag_that_is_allowed_3210:9223372036854775800';
CREATE TABLE tagged (i INT);
SET GTID_NEXT = 'AUTOMATIC';
CREATE TABLE part (id INT PRIMARY KEY, v INT) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20));
INSERT INTO part VALUES (1,1),(11,1);
UPDATE part SET id = 12 WHERE id = 1;
BEGIN;
INSERT INTO part VALUES (2,2);
SAVEPOINT a;
INSERT INTO part VALUES (3,3);
ROLLBACK TO a;
INSERT INTO part VALUES (4,4);
COMMIT;
CREATE TABLE nokey (a INT, b VARCHAR(20)) ENGINE = MyISAM;
INSERT INTO nokey VALUES (1,'m'),(2,NULL);
TRUNCATE part;

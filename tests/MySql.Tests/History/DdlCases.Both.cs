namespace ConnectRuntime.MySql.Tests.History;

// Statements that both servers take.
internal static partial class DdlCases
{
    // waiver: method-size it is a list of statements, one script after the other
    private static (string Name, string Script)[] Both =>
    [
        ("numbers", """
            CREATE TABLE t (a TINYINT, b TINYINT(1), c BOOL, d BOOLEAN NOT NULL, e TINYINT UNSIGNED, f SMALLINT ZEROFILL, g MEDIUMINT(5) UNSIGNED ZEROFILL, h INTEGER, i INT(11), j BIGINT(20) SIGNED, k INT1, l INT2, m INT3, n INT4, o INT8, p MIDDLEINT UNSIGNED, q TINYINT(1) UNSIGNED, r TINYINT(4), s TINYINT(1) ZEROFILL);
            CREATE TABLE d (a DECIMAL, b DECIMAL(7), c DEC(8,3) UNSIGNED, d NUMERIC(65,30), e FIXED(4,4) ZEROFILL, f DECIMAL(0), g DECIMAL(10,0));
            CREATE TABLE f (a FLOAT, b FLOAT(7), c FLOAT(24), d FLOAT(25), e FLOAT(53), f FLOAT(7,3) UNSIGNED, g DOUBLE, h DOUBLE PRECISION, i DOUBLE(15,4), j REAL, k REAL(9,2), l FLOAT4, m FLOAT8, n DOUBLE PRECISION (10,2) UNSIGNED ZEROFILL);
            CREATE TABLE b (a BIT, b BIT(1), c BIT(64), d BIT(7) NOT NULL DEFAULT b'101', e YEAR, f YEAR(4), g SERIAL)
            """),
        ("temporals", """
            CREATE TABLE t (a DATE, b TIME, c TIME(6), d DATETIME, e DATETIME(0), f DATETIME(3), g TIMESTAMP, h TIMESTAMP(6) NULL, i TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, j TIMESTAMP(2) NOT NULL DEFAULT NOW(2) ON UPDATE NOW(2), k DATETIME(1) DEFAULT LOCALTIME(1), l DATETIME DEFAULT LOCALTIMESTAMP ON UPDATE CURRENT_TIMESTAMP());
            SET SESSION sql_mode = '';
            CREATE TABLE z (a DATE DEFAULT '2020-1-2', b DATE DEFAULT 20200102, c DATE DEFAULT '0000-00-00', d TIME DEFAULT '1:2', e TIME DEFAULT '12:34:56', f TIME(3) DEFAULT '-838:59:59', g TIME DEFAULT 10203, h DATETIME DEFAULT '2020-01-02', i DATETIME(3) DEFAULT '2020-01-02 03:04:05.5', j DATETIME DEFAULT '20200102030405', k DATETIME DEFAULT 0, l YEAR DEFAULT 99, m YEAR DEFAULT 0, n YEAR DEFAULT '0', o YEAR DEFAULT '69', r TIME DEFAULT '1 2:3:4', s DATETIME DEFAULT '2020-01-02T03:04:05', t DATETIME DEFAULT '20-1-2 3:4:5', u DATE DEFAULT '20.1.2', v YEAR DEFAULT 2024, w TIME(6) DEFAULT '00:00:00.000001', x DATETIME(6) DEFAULT '2020-01-02 03:04:05')
            """),
        ("strings", """
            CREATE TABLE t (a CHAR, b CHAR(5), c CHARACTER(3), d CHARACTER VARYING(7), e VARCHAR(20), f VARCHARACTER(3), g NCHAR(4), h NATIONAL CHAR(4), i NATIONAL VARCHAR(6), j NVARCHAR(7), k NCHAR VARCHAR(8), l NATIONAL CHARACTER VARYING(9), m CHAR VARYING(11), n NATIONAL VARCHARACTER(4), o NCHAR VARYING(3));
            CREATE TABLE x (a TINYTEXT, b TEXT, c MEDIUMTEXT, d LONGTEXT, e LONG, f LONG VARCHAR, g TEXT(10), h TEXT(63), i TEXT(64), j TEXT(20000), k TEXT(5000000), l BLOB(10), m BLOB(70000), n LONG VARBINARY, o TINYBLOB, p MEDIUMBLOB, q LONGBLOB, r TEXT(0), s TEXT CHARACTER SET latin1, u TEXT(255) CHARACTER SET latin1, v TEXT(256) CHARACTER SET latin1, w LONG CHARACTER SET latin1, x LONG BINARY, y LONG CHAR VARYING, z LONG ASCII);
            CREATE TABLE y (a BINARY, b BINARY(7), c VARBINARY(9), d CHAR(4) BYTE, e VARCHAR(10) CHARACTER SET binary, f TEXT CHARACTER SET binary, g CHAR(3) CHARSET binary, h ENUM('x') CHARACTER SET binary, i TINYTEXT COLLATE binary, j LONGTEXT CHARACTER SET binary);
            CREATE TABLE z (a VARCHAR(3) ASCII, b VARCHAR(3) UNICODE, c VARCHAR(3) BINARY, d VARCHAR(3) CHARACTER SET latin1 BINARY, e VARCHAR(3) COLLATE latin1_german1_ci, f VARCHAR(3) CHARACTER SET latin1 COLLATE latin1_bin, g CHAR(5) CHARSET 'utf8mb3', h VARCHAR(3) CHARACTER SET ucs2, i TEXT COLLATE utf8mb4_bin, j VARCHAR(3) BINARY CHARACTER SET latin2, k CHAR(2) ASCII BINARY, l CHAR(2) UNICODE BINARY) DEFAULT CHARSET=cp1251
            """),
        ("members", """
            CREATE TABLE t (a ENUM('a','b','c') NOT NULL DEFAULT 'b', b SET('x','y','z') DEFAULT 'z,x', c ENUM('it''s','d\\e',"dq",'f,g',' sp  ','ü'), d ENUM('1','2') DEFAULT '2', e SET('a') DEFAULT '', f ENUM(x'41',b'01000010') CHARACTER SET latin1, g ENUM('Aa','bB') DEFAULT 'AA', h ENUM('a', 'b') CHARACTER SET latin1 COLLATE latin1_bin);
            ALTER TABLE t MODIFY a ENUM('a','b','c','d') NOT NULL DEFAULT 'd';
            ALTER TABLE t CONVERT TO CHARACTER SET latin1;
            ALTER TABLE t ADD i ENUM('日本','é') CHARACTER SET utf8mb4 DEFAULT '日本', ADD j SET('a,b') CHARACTER SET latin1
            """.Replace(", ADD j SET('a,b') CHARACTER SET latin1", "")),
        ("defaults", """
            SET SESSION sql_mode = '';
            CREATE TABLE t (a INT DEFAULT 5, b INT DEFAULT '6', c INT DEFAULT -7, d INT DEFAULT +8, e INT DEFAULT 1.5, f INT DEFAULT 1e2, g INT DEFAULT TRUE, h INT DEFAULT NULL, i INT NOT NULL DEFAULT 0, j DECIMAL(8,3) DEFAULT 1.23456, k DECIMAL(8,3) DEFAULT '-1', l DECIMAL(8,3) ZEROFILL DEFAULT 2.5, m FLOAT DEFAULT 1.1, n DOUBLE DEFAULT 1e100, o FLOAT(7,2) DEFAULT 3.14159, p DOUBLE DEFAULT -0.1, q BIGINT UNSIGNED DEFAULT 18446744073709551615, r INT(6) ZEROFILL DEFAULT 42, s BOOL DEFAULT FALSE, t DECIMAL(65,0) DEFAULT 99999999999999999999999999999999999999999999999999999999999999999, u INT DEFAULT b'101', v BIT(10) DEFAULT 5, w BIT(3) DEFAULT b'11', x BIT(8) DEFAULT x'0F', y FLOAT DEFAULT 123456, z DOUBLE DEFAULT 123456789.125, r1 INT DEFAULT 2.5, r2 INT DEFAULT 2.5e0, r3 INT DEFAULT '2.5', r4 INT DEFAULT -2.5, r5 DECIMAL(5,1) DEFAULT 2.25, r6 DECIMAL(5,1) DEFAULT 2.25e0, r7 DECIMAL(5,0) DEFAULT 2.5e0, r8 BIGINT DEFAULT 3.5e0, r9 INT DEFAULT '25e-1');
            CREATE TABLE s (a VARCHAR(20) DEFAULT '', b VARCHAR(20) DEFAULT 'it''s', c VARCHAR(20) DEFAULT 'back\\slash', d VARCHAR(20) DEFAULT "dq""dq", e VARCHAR(20) DEFAULT 'a' 'b' 'c', f VARCHAR(20) DEFAULT x'4142', g VARCHAR(20) DEFAULT _latin1'abc', h VARCHAR(20) DEFAULT N'nat', i VARCHAR(20) DEFAULT 'NULL', j VARCHAR(20) DEFAULT 'CURRENT_TIMESTAMP', k CHAR(9) DEFAULT 'pad  ', l VARCHAR(20) DEFAULT 5, m VARCHAR(20) DEFAULT 1.50, n VARCHAR(20) DEFAULT '漢字', o VARCHAR(20) CHARACTER SET latin1 DEFAULT 'é', p VARCHAR(20) DEFAULT 'tab\tnl\nnul\0', q VARCHAR(30) DEFAULT '%_\%\_', r VARCHAR(20) DEFAULT ' ', s VARCHAR(20) DEFAULT 0x4344, t VARCHAR(20) DEFAULT TRUE, u VARCHAR(9) DEFAULT '0x41', v CHAR(3) CHARACTER SET ucs2 DEFAULT 'ab', w VARCHAR(20) CHARACTER SET latin1 DEFAULT x'E4', x VARCHAR(20) DEFAULT _latin1 x'E4', y VARCHAR(20) DEFAULT _latin1'é');
            CREATE TABLE b (a BINARY(3) DEFAULT 'ab', b VARBINARY(9) DEFAULT 'abc', c VARBINARY(9) DEFAULT x'00FF00', d BINARY(2) DEFAULT 0x0100, e VARBINARY(9) DEFAULT '', f BINARY(4) NOT NULL DEFAULT '\0\0\0\0', g VARBINARY(9) DEFAULT 'é', h BINARY(3) DEFAULT 'xyz');
            CREATE TABLE e (a INT DEFAULT (1 + 1), b VARCHAR(40) DEFAULT (UUID()), c DATE DEFAULT (CURRENT_DATE), d DATETIME DEFAULT (NOW()), e DATETIME DEFAULT (CURRENT_TIMESTAMP), f JSON DEFAULT (JSON_OBJECT('a', 1, 'b', ')')), g VARCHAR(10) DEFAULT (CONCAT('a', ',', 'b')), h INT NOT NULL DEFAULT (ABS(-3)), i TEXT DEFAULT ('x'), j DATETIME DEFAULT (NOW() + INTERVAL 1 DAY));
            ALTER TABLE t ALTER a SET DEFAULT 9, ALTER COLUMN b DROP DEFAULT, ALTER i DROP DEFAULT, ALTER c SET DEFAULT (2 + 3);
            ALTER TABLE s ALTER a SET DEFAULT 'new', ALTER n DROP DEFAULT
            """),
        ("nulls and keys", """
            CREATE TABLE a (id INT PRIMARY KEY, v INT);
            CREATE TABLE b (id INT KEY, v INT UNIQUE KEY);
            CREATE TABLE c (a INT, b VARCHAR(9), c INT NOT NULL, PRIMARY KEY (b, a), UNIQUE (c), UNIQUE KEY k (c, a), KEY (a));
            CREATE TABLE d (a INT AUTO_INCREMENT UNIQUE, b INT);
            CREATE TABLE e (a INT NULL, b INT NOT NULL, c INT, UNIQUE (a), UNIQUE (b), UNIQUE (b, c), UNIQUE nn (b, a), UNIQUE (b));
            CREATE TABLE f (a VARCHAR(40) NOT NULL, b INT NOT NULL, UNIQUE p (a(10)), UNIQUE q (b), UNIQUE r (a(40)), UNIQUE s (b, a(5)));
            CREATE TABLE g (A INT, `b c` INT, PRIMARY KEY (a), CONSTRAINT u1 UNIQUE (`B C`), CONSTRAINT u2 UNIQUE KEY u3 (a, `b c`), CONSTRAINT UNIQUE (`b c`, a), INDEX i USING BTREE (a), KEY USING BTREE (a));
            CREATE TABLE h (a INT, b INT, KEY (a), UNIQUE (a), KEY a_3 (b), UNIQUE (a), UNIQUE (b DESC));
            CREATE TABLE i (a INT UNIQUE COMMENT 'x' PRIMARY KEY, b INT UNIQUE);
            CREATE TABLE j (a INT NOT NULL UNIQUE, b INT UNIQUE NOT NULL, c INT, PRIMARY KEY (c), UNIQUE (a));
            ALTER TABLE a DROP PRIMARY KEY;
            ALTER TABLE a ADD PRIMARY KEY (v, id);
            ALTER TABLE a DROP PRIMARY KEY, ADD PRIMARY KEY (id);
            ALTER TABLE e MODIFY a INT NOT NULL;
            ALTER TABLE e ADD UNIQUE (c), ADD UNIQUE INDEX x (a, c), ADD CONSTRAINT uc UNIQUE (c, a);
            ALTER TABLE e DROP INDEX b, DROP KEY x;
            ALTER TABLE e RENAME INDEX b_2 TO renamed, RENAME KEY a TO a_renamed;
            ALTER TABLE e DROP INDEX c, DROP INDEX uc, DROP INDEX renamed, DROP COLUMN c;
            CREATE UNIQUE INDEX late ON a (v);
            CREATE INDEX other ON a (v, id);
            CREATE UNIQUE INDEX later USING BTREE ON a (v DESC, id ASC) COMMENT 'c';
            DROP INDEX late ON a;
            DROP INDEX `later` ON a;
            DROP INDEX `PRIMARY` ON a;
            ALTER TABLE h ADD UNIQUE (b), ADD UNIQUE KEY (a), ADD KEY (b);
            ALTER TABLE h DROP COLUMN a;
            ALTER TABLE j ADD COLUMN d INT NOT NULL UNIQUE FIRST;
            CREATE TABLE k (a INT, b INT, c INT, UNIQUE x (a), UNIQUE y (b));
            ALTER TABLE k RENAME INDEX y TO z, RENAME INDEX x TO y, ADD UNIQUE x (c);
            ALTER TABLE k DROP COLUMN a, CHANGE b a BIGINT;
            ALTER TABLE k DROP CONSTRAINT x, ADD CONSTRAINT `pk name` PRIMARY KEY USING BTREE (c);
            ALTER TABLE k DROP CONSTRAINT `PRIMARY`, ADD PRIMARY KEY named (a)
            """),
        ("foreign keys and checks", """
            CREATE TABLE p (id INT PRIMARY KEY, u INT UNIQUE);
            CREATE TABLE c1 (id INT PRIMARY KEY, p INT, q INT, FOREIGN KEY (p) REFERENCES p (id) ON DELETE SET NULL ON UPDATE CASCADE, CONSTRAINT fk2 FOREIGN KEY ix (q) REFERENCES p (u) ON DELETE NO ACTION, CHECK (id > 0), CONSTRAINT named CHECK (id <> 7));
            CREATE TABLE c2 (a INT CHECK (a > 1), b INT CHECK (b IN (1,2,3)), c VARCHAR(9) CHECK (c <> 'not null, default'));
            ALTER TABLE c1 DROP FOREIGN KEY fk2;
            ALTER TABLE c2 ADD CONSTRAINT c3 CHECK (a < b), ADD CHECK (c <> '');
            ALTER TABLE c2 DROP CONSTRAINT c3;
            ALTER TABLE c1 ADD r INT, ADD CONSTRAINT fk3 FOREIGN KEY (r) REFERENCES p (u) ON UPDATE RESTRICT;
            ALTER TABLE c2 ADD UNIQUE cu (a, b);
            ALTER TABLE c2 DROP CONSTRAINT cu
            """),
        ("keys of foreign keys", """
            CREATE TABLE p (id INT PRIMARY KEY, u INT UNIQUE);
            CREATE TABLE a (id INT PRIMARY KEY, p INT, q INT, FOREIGN KEY (p) REFERENCES p (id), KEY kk (p), CONSTRAINT f1 FOREIGN KEY (q) REFERENCES p (id), CONSTRAINT f2 FOREIGN KEY (q) REFERENCES p (u));
            ALTER TABLE a DROP CONSTRAINT f1;
            ALTER TABLE a DROP CONSTRAINT f2, ADD r INT;
            ALTER TABLE a ADD UNIQUE (q, p);
            CREATE TABLE b (p INT, q INT, FOREIGN KEY (p) REFERENCES p (id), CONSTRAINT q_fk FOREIGN KEY (q) REFERENCES p (id));
            ALTER TABLE b RENAME INDEX q_fk TO q_kept;
            CREATE TABLE c LIKE b;
            ALTER TABLE b ADD UNIQUE (p), ADD KEY (q);
            CREATE UNIQUE INDEX later ON c (p, q);
            CREATE TABLE d (p INT REFERENCES p (id), q INT NOT NULL REFERENCES p (u) ON DELETE CASCADE, UNIQUE (p, q));
            ALTER TABLE d ADD COLUMN r INT REFERENCES p (id), ADD (s INT REFERENCES p (u), KEY (s, r));
            CREATE TABLE t (id VARCHAR(9) PRIMARY KEY);
            CREATE TABLE e (t VARCHAR(9), KEY (t(3)), FOREIGN KEY (t) REFERENCES t (id));
            CREATE TABLE dump (id INT PRIMARY KEY, p INT, KEY dump_fk (p), CONSTRAINT dump_fk FOREIGN KEY (p) REFERENCES p (id));
            ALTER TABLE dump DROP CONSTRAINT dump_fk
            """),
        ("columns come, go and move", """
            CREATE TABLE t (a INT, b INT, c INT, d INT);
            ALTER TABLE t ADD e INT;
            ALTER TABLE t ADD COLUMN f INT FIRST, ADD g INT AFTER b;
            ALTER TABLE t ADD (h INT, i VARCHAR(3) NOT NULL DEFAULT 'x', UNIQUE (h));
            ALTER TABLE t DROP a, DROP COLUMN b;
            ALTER TABLE t CHANGE c cc BIGINT NOT NULL;
            ALTER TABLE t CHANGE COLUMN cc c INT AFTER i, MODIFY d VARCHAR(7) FIRST;
            ALTER TABLE t MODIFY COLUMN D VARCHAR(8) NOT NULL AFTER E;
            ALTER TABLE t RENAME COLUMN c TO c2;
            ALTER TABLE t RENAME COLUMN c2 TO x, RENAME COLUMN x1 TO y, ADD x1 INT;
            ALTER TABLE t RENAME COLUMN e TO f, RENAME COLUMN f TO e;
            ALTER TABLE t CHANGE e f INT, CHANGE f e BIGINT;
            ALTER TABLE t ADD n1 INT AFTER g, ADD n2 INT AFTER n1, MODIFY h BIGINT AFTER n2, ADD n3 INT FIRST;
            ALTER TABLE t DROP n1, ADD n1 VARCHAR(5) AFTER n2;
            ALTER TABLE t ADD z1 INT, ADD z2 INT AFTER z1, ADD z3 INT FIRST, DROP z;
            ALTER TABLE t ADD COLUMN `weird ``name``` INT COMMENT 'it''s, (a) "comment"', ADD COLUMN `ünï` INT, ADD ключ INT, ADD 1a INT, ADD `1` INT;
            ALTER TABLE t ENGINE=InnoDB COMMENT='new' ROW_FORMAT=DYNAMIC, ALGORITHM=COPY, LOCK=SHARED;
            ALTER TABLE t COMMENT '';
            ALTER TABLE t FORCE;
            ALTER TABLE t ADD y2 INT, ALGORITHM=INSTANT;
            ALTER TABLE t DISABLE KEYS, ENABLE KEYS;
            ALTER TABLE t AUTO_INCREMENT = 7, ORDER BY g, h DESC;
            ALTER TABLE t CHANGE `weird ``name``` plain INT COMMENT ''
            """.Replace("ALTER TABLE t RENAME COLUMN c2 TO x, RENAME COLUMN x1 TO y, ADD x1 INT;\n", "").Replace(", DROP z", "")),
        (KeywordsAsNames, """
            CREATE TABLE `select` (`from` INT, `order` INT, `key` INT, `primary` INT, `check` INT, `unique` INT, PRIMARY KEY (`key`));
            CREATE TABLE status (comment INT COMMENT 'comment', type VARCHAR(3), date DATE, time TIME, timestamp TIMESTAMP NULL, year YEAR, text TEXT, json JSON, value INT, data INT, name INT, offset_ INT, action INT, begin INT, end INT, enum ENUM('a'), bit BIT, bool BOOL, account INT, engine INT, charset INT, first INT, after INT, visible INT, storage INT, format INT, first_ INT, period INT, point POINT, geometry GEOMETRY, user INT, session INT, global INT, start INT, row_format INT, no INT, status INT, tables INT, partition_ INT, temporary INT, truncate INT, serial INT, hash INT, position INT, uuid INT, vector INT, `if` INT, execute INT, at INT, any INT, cascaded INT, sequence INT, nowait INT, wait INT, without INT, version INT, history INT);
            ALTER TABLE status ADD after2 INT AFTER first, ADD COLUMN vector2 INT AFTER vector, MODIFY first BIGINT AFTER after, DROP column offset_;
            ALTER TABLE status RENAME COLUMN action TO `add`;
            ALTER TABLE status DROP COLUMN `add`, CHANGE vector index_ INT, ALTER value SET DEFAULT 3;
            CREATE TABLE tables (id INT);
            RENAME TABLE tables TO `table`, status TO columns;
            DROP TABLE `table`
            """),
        ("generated columns", """
            CREATE TABLE t (a INT, b INT AS (a + 1), c INT GENERATED ALWAYS AS (a * (b + 2)) STORED, d VARCHAR(20) AS (CONCAT(a, ',', ')')) VIRTUAL COMMENT 'x', e INT GENERATED ALWAYS AS (a) STORED UNIQUE, f INT AS (a) UNIQUE);
            ALTER TABLE t ADD g INT AS (a - 1) STORED AFTER a, ADD h DATE AS (DATE '2020-01-01');
            ALTER TABLE t MODIFY b BIGINT AS (a + 2);
            ALTER TABLE t DROP COLUMN h
            """),
        ("character sets are inherited", """
            ALTER DATABASE CHARACTER SET latin1;
            CREATE TABLE a (v VARCHAR(3), e ENUM('a'), t TEXT, c CHAR(2) COLLATE utf8mb4_bin);
            ALTER DATABASE COLLATE utf8mb4_general_ci;
            CREATE TABLE b (v VARCHAR(3));
            ALTER TABLE a ADD w VARCHAR(3), DEFAULT CHARACTER SET cp1251, ADD x VARCHAR(3);
            ALTER TABLE a ADD y VARCHAR(3);
            ALTER TABLE a COLLATE = cp1251_bin;
            ALTER TABLE a ADD z VARCHAR(3), ADD z2 VARCHAR(3) CHARACTER SET cp1251;
            CREATE TABLE c (v VARCHAR(3)) CHARACTER SET = utf8;
            CREATE TABLE d (v VARCHAR(3)) COLLATE latin2_bin COMMENT = 'it''s' ENGINE InnoDB;
            CREATE TABLE e (v VARCHAR(3), w VARCHAR(3) CHARACTER SET latin2) DEFAULT CHARSET binary;
            CREATE TABLE f (v VARCHAR(3) COLLATE utf8_bin, w TEXT COLLATE utf8_general_ci);
            CREATE TABLE g (v VARCHAR(3)) DEFAULT CHARSET=utf8mb4;
            ALTER TABLE c MODIFY v VARCHAR(3);
            ALTER TABLE c ADD w VARCHAR(3);
            ALTER TABLE c COLLATE = utf8mb4_unicode_ci, COMMENT 'x', CHARACTER SET = utf8mb4
            """),
        ("conversions", """
            CREATE TABLE a (a TINYTEXT, b TEXT, c MEDIUMTEXT, d LONGTEXT, e VARCHAR(100), f CHAR(9), g ENUM('a','b'), h BLOB, i VARBINARY(9), j INT, k TEXT CHARACTER SET latin2, l VARCHAR(3) CHARACTER SET utf8mb4, m SET('e')) CHARACTER SET latin1;
            ALTER TABLE a CONVERT TO CHARACTER SET utf8mb4;
            ALTER TABLE a CONVERT TO CHARACTER SET latin1;
            ALTER TABLE a CONVERT TO CHARACTER SET utf8mb3 COLLATE utf8mb3_bin;
            ALTER TABLE a CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci, ADD n TEXT;
            CREATE TABLE b (a TINYTEXT, b TEXT, c VARCHAR(9)) CHARACTER SET latin1;
            ALTER TABLE b CONVERT TO CHARSET ucs2, ADD d VARCHAR(3), ADD e VARCHAR(4) CHARACTER SET latin1, MODIFY c VARCHAR(10), DEFAULT CHARACTER SET ucs2;
            ALTER TABLE b CONVERT TO CHARACTER SET DEFAULT;
            CREATE TABLE c (a VARCHAR(9), b TEXT, c CHAR(3), d ENUM('x')) CHARACTER SET utf8mb4;
            ALTER TABLE c CONVERT TO CHARACTER SET binary;
            SET SESSION sql_mode = '';
            CREATE TABLE d (a VARCHAR(70000), b VARBINARY(70000), c VARCHAR(20000) CHARACTER SET utf8mb4, d VARCHAR(17000000), e VARCHAR(16384) CHARACTER SET utf8mb4)
            """),
        ("generated texts that are converted", """
            CREATE TABLE a (i INT, g VARCHAR(20) CHARACTER SET latin1 AS ('x') VIRTUAL, h VARCHAR(20) CHARACTER SET latin1 AS (CONCAT(i, 'y')) STORED, t TEXT CHARACTER SET latin1 AS (REPEAT('x', i)) VIRTUAL, e ENUM('a','b') CHARACTER SET latin1 AS ('a'), UNIQUE (g));
            ALTER TABLE a CONVERT TO CHARACTER SET ascii;
            ALTER TABLE a CONVERT TO CHARACTER SET utf8mb4
            """),
        ("order of keys", """
            CREATE TABLE a (x INT, g INT, y INT, t TEXT, UNIQUE u1 (x), UNIQUE g (g), UNIQUE y2 (y), UNIQUE y3 (y));
            ALTER TABLE a MODIFY g INT NOT NULL;
            CREATE TABLE b LIKE a;
            ALTER TABLE a MODIFY x BIGINT NOT NULL;
            ALTER TABLE a DROP INDEX y3;
            ALTER TABLE a COMMENT 'x', RENAME INDEX y2 TO a2;
            CREATE INDEX i ON a (y);
            CREATE TABLE c (x INT, g INT, UNIQUE u1 (x), UNIQUE g (g), PRIMARY KEY (g));
            CREATE TABLE d LIKE c;
            ALTER TABLE c DROP PRIMARY KEY;
            ALTER TABLE c ADD FULLTEXT (t), ADD t TEXT;
            CREATE TABLE e (x INT, g INT, y INT, UNIQUE u1 (x), UNIQUE g (g));
            ALTER TABLE e MODIFY g INT NOT NULL;
            ALTER TABLE e ADD z INT, ADD CHECK (z > 0);
            ALTER TABLE e ADD FOREIGN KEY (x) REFERENCES d (g);
            CREATE TABLE f (x INT, g INT, UNIQUE u1 (x), UNIQUE g (g));
            ALTER TABLE f ADD PRIMARY KEY (g);
            ALTER TABLE f FORCE;
            DROP INDEX u1 ON f;
            CREATE TABLE h (x INT NOT NULL, g INT NOT NULL, y INT, z INT NOT NULL, UNIQUE u1 (x), UNIQUE u2 (g), UNIQUE u3 (y), UNIQUE u4 (z));
            ALTER TABLE h CHANGE g gg INT;
            ALTER TABLE h CHANGE x xx INT;
            ALTER TABLE h MODIFY z INT, DROP INDEX u4;
            CREATE TABLE i (x INT NOT NULL, g INT, y INT, PRIMARY KEY (x), UNIQUE u1 (g), UNIQUE u2 (y));
            ALTER TABLE i MODIFY y INT NOT NULL;
            ALTER TABLE i DROP x
            """),
        ("renames and drops", """
            CREATE TABLE a (id INT PRIMARY KEY, x VARCHAR(3));
            CREATE TABLE b LIKE a;
            ALTER TABLE b ADD y INT;
            RENAME TABLE a TO tmp, b TO a, tmp TO b;
            ALTER TABLE a RENAME TO c;
            ALTER TABLE c RENAME d, ADD z INT;
            ALTER TABLE d RENAME AS e;
            ALTER TABLE e RENAME = `e e`;
            CREATE TABLE IF NOT EXISTS `e e` (other INT);
            CREATE TABLE IF NOT EXISTS fresh (other INT);
            CREATE TABLE f (LIKE `e e`);
            DROP TABLE IF EXISTS missing, f;
            DROP TABLE b, fresh;
            CREATE TEMPORARY TABLE `e e` (temporary INT);
            DROP TEMPORARY TABLE `e e`;
            CREATE TABLE t (id INT PRIMARY KEY, v INT);
            CREATE TABLE _t_gho LIKE t;
            ALTER TABLE _t_gho ADD w INT, ENGINE=InnoDB;
            RENAME TABLE t TO _t_del, _t_gho TO t;
            DROP TABLE IF EXISTS `_t_del` CASCADE;
            TRUNCATE TABLE t;
            TRUNCATE t;
            CREATE VIEW v AS SELECT * FROM t;
            RENAME TABLE v TO v2;
            ALTER VIEW v2 AS SELECT 1 AS one;
            DROP VIEW v2
            """),
        ("comments are code or not", """
            CREATE /* a */ TABLE /*!50100 c1 */ (a INT /*!99999999 NOT */ , -- line
             b INT, # other line
             c INT /*! NOT NULL */ /*!40101 COMMENT 'x' */);
            /*!40000 ALTER TABLE c1 ADD d INT */;
            /*!50100 CREATE TABLE c2 (a INT) *//*!50100 COMMENT='y' */;
            CREATE TABLE c3 (a INT) /*!50100 PARTITION BY RANGE (a) (PARTITION p0 VALUES LESS THAN (10) ENGINE = InnoDB, PARTITION p1 VALUES LESS THAN MAXVALUE COMMENT = 'part' ENGINE = InnoDB) */;
            ALTER TABLE c3 REORGANIZE PARTITION p0, p1 INTO (PARTITION px VALUES LESS THAN (5), PARTITION py VALUES LESS THAN MAXVALUE);
            ALTER TABLE c3 DROP PARTITION px;
            ALTER TABLE c3 ADD b VARCHAR(3) /* , ADD z INT */ REMOVE PARTITIONING;
            ALTER TABLE c3 PARTITION BY HASH (a) PARTITIONS 3;
            ALTER TABLE c3 COALESCE PARTITION 1;
            CREATE TABLE c4 (a INT/**/,/* x */b/* y */INT)/* z */;
            ALTER TABLE c3 REMOVE PARTITIONING;
            CREATE TABLE c5 LIKE c3;
            ALTER TABLE c5 PARTITION BY HASH (a) PARTITIONS 2;
            ALTER TABLE c5 EXCHANGE PARTITION p0 WITH TABLE c3;
            ALTER TABLE c5 TRUNCATE PARTITION p0
            """),
        ("modes of quotes", """
            SET SESSION sql_mode = 'ANSI_QUOTES';
            CREATE TABLE "a b" ("x" INT, "y""z" VARCHAR(9) DEFAULT 'q"q', PRIMARY KEY ("x"));
            ALTER TABLE "a b" ADD "w" ENUM('a','b') DEFAULT 'a' COMMENT 'c';
            SET SESSION sql_mode = 'NO_BACKSLASH_ESCAPES';
            CREATE TABLE n (a VARCHAR(9) DEFAULT 'a\', b VARCHAR(9) DEFAULT '\n''', c ENUM('\','x'));
            SET SESSION sql_mode = 'ANSI';
            CREATE TABLE "r" (a REAL, b REAL(7,2), "c" INT DEFAULT 3);
            SET SESSION sql_mode = 'REAL_AS_FLOAT';
            ALTER TABLE r ADD d REAL;
            SET SESSION sql_mode = '';
            CREATE TABLE `b"q` (`a"b` INT, `c'd` INT)
            """),
        ("timestamps that follow the clock", """
            SET SESSION sql_mode = '';
            SET SESSION explicit_defaults_for_timestamp = 0;
            CREATE TABLE a (a TIMESTAMP, b TIMESTAMP, c TIMESTAMP NULL, d TIMESTAMP(3));
            CREATE TABLE b (a TIMESTAMP NOT NULL, b TIMESTAMP DEFAULT CURRENT_TIMESTAMP, c TIMESTAMP DEFAULT 0, d TIMESTAMP NULL DEFAULT NULL);
            CREATE TABLE c (a TIMESTAMP DEFAULT 0, b TIMESTAMP);
            CREATE TABLE d (a TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, b DATETIME);
            CREATE TABLE e (a TIMESTAMP NULL, b TIMESTAMP);
            ALTER TABLE a ADD e TIMESTAMP, MODIFY c TIMESTAMP;
            ALTER TABLE e ADD c TIMESTAMP(2);
            SET SESSION explicit_defaults_for_timestamp = 1;
            CREATE TABLE f (a TIMESTAMP, b TIMESTAMP NOT NULL);
            ALTER TABLE f ADD c TIMESTAMP
            """),
        ("tables of queries", """
            CREATE TABLE s (id INT PRIMARY KEY, v VARCHAR(9) NOT NULL DEFAULT 'x');
            CREATE TABLE a SELECT * FROM s;
            CREATE TABLE b AS SELECT id, CONCAT(v, 'y') AS w FROM s;
            CREATE TABLE c (extra INT, PRIMARY KEY (id)) AS (SELECT id FROM s);
            CREATE TABLE d CHARACTER SET latin1 COMMENT 'q' SELECT 1 AS one;
            CREATE TABLE e (SELECT v FROM s);
            CREATE TABLE f IGNORE SELECT id FROM s;
            CREATE TABLE g ENGINE=InnoDB WITH q AS (SELECT 1 AS n) SELECT * FROM q;
            ALTER TABLE a ADD z INT
            """),
        ("databases", """
            CREATE DATABASE IF NOT EXISTS ddl_other DEFAULT CHARACTER SET latin2 COLLATE latin2_bin;
            CREATE TABLE ddl_other.a (v VARCHAR(3));
            CREATE TABLE local (v VARCHAR(3));
            RENAME TABLE local TO ddl_other.moved, ddl_other.a TO a;
            ALTER TABLE a ADD w VARCHAR(3);
            ALTER TABLE ddl_other.moved RENAME back;
            ALTER SCHEMA ddl_other CHARACTER SET cp1250;
            CREATE TABLE ddl_other.c (v VARCHAR(3));
            USE ddl_other;
            CREATE TABLE d (v VARCHAR(3));
            DROP SCHEMA IF EXISTS ddl_other
            """),
        ("statements that change nothing", """
            CREATE TABLE t (a INT, b VARCHAR(100));
            CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW BEGIN SET NEW.a = 1; SET NEW.b = 'ALTER TABLE t ADD c INT'; END;
            CREATE PROCEDURE pr() BEGIN CREATE TABLE inner_table (a INT); DROP TABLE t; END;
            CREATE FUNCTION fu() RETURNS INT DETERMINISTIC NO SQL RETURN 1;
            CREATE EVENT ev ON SCHEDULE EVERY 1 DAY STARTS '2037-01-01' DO DROP TABLE t;
            DROP PROCEDURE pr;
            ANALYZE TABLE t;
            OPTIMIZE TABLE t;
            FLUSH TABLES;
            CREATE USER IF NOT EXISTS ddl_user@localhost IDENTIFIED BY 'x';
            GRANT SELECT ON *.* TO ddl_user@localhost;
            DROP USER ddl_user@localhost;
            INSERT INTO t VALUES (1, 'x; ALTER TABLE t ADD d INT')
            """),
        (Routines, """
            CREATE DATABASE ddl_routines CHARACTER SET latin2;
            CREATE PROCEDURE ddl_routines.p(n INT) BEGIN CREATE TABLE made (a INT, v VARCHAR(3)); SET @s = CONCAT('ALTER TABLE made ADD c', n, ' INT'); PREPARE s FROM @s; EXECUTE s; DROP PREPARE s; END;
            CALL ddl_routines.p(7);
            CREATE TABLE both_kinds (a INT COMMENT 'x', KEY (a));
            CREATE TEMPORARY TABLE both_kinds (z INT UNIQUE, v VARCHAR(9) DEFAULT 'd');
            ALTER TABLE both_kinds ADD y INT;
            CREATE TABLE of_temporary LIKE both_kinds;
            DROP TABLE both_kinds;
            ALTER TABLE both_kinds ADD y BIGINT;
            SET SESSION sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES', sql_quote_show_create = 0;
            CREATE TABLE quoted (k INT, PRIMARY KEY (v)) AS SELECT v, z AS "b c", 'x\' AS d FROM of_temporary;
            DROP TABLE IF EXISTS quoted, absent, both_kinds;
            DROP DATABASE ddl_routines
            """),
        ("what tools write", """
            -- CreateTable
            CREATE TABLE `p` (`id` INTEGER NOT NULL AUTO_INCREMENT, `createdAt` DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), `email` VARCHAR(191) NOT NULL, UNIQUE INDEX `p_email_key`(`email`), INDEX `x`(`createdAt`), PRIMARY KEY (`id`)) DEFAULT CHARACTER SET utf8mb4 COLLATE `utf8mb4_unicode_ci` ENGINE = InnoDB;
            ALTER TABLE p ADD `c` tinyint(1) NOT NULL DEFAULT FALSE, ADD d datetime(6) NOT NULL DEFAULT '0001-01-01 00:00:00.000000', ADD e bool DEFAULT b'0' NOT NULL, ADD COLUMN (f INT), ADD COLUMN (g INT), add unique `p_g_unique`(`g`);
            create table h (id bigint not null auto_increment, s tinyint check (s between 0 and 3), st enum ('A','B') default 'A', bi bit not null, primary key (id)) engine=InnoDB;
            CREATE TABLE IF NOT EXISTS `s` (`id` INTEGER NOT NULL auto_increment , `h` BIGINT, `r` JSON NOT NULL COMMENT '(DC2Type:json)', PRIMARY KEY (`id`), FOREIGN KEY (`h`) REFERENCES `h` (`id`) ON DELETE SET NULL ON UPDATE CASCADE);
            ALTER TABLE `s` ADD COLUMN `c` integer UNSIGNED NULL CHECK (`c` >= 0) , ADD CONSTRAINT `s_h_fk` FOREIGN KEY (`h`) REFERENCES `h`(`id`);
            ALTER TABLE `s` ADD CONSTRAINT `s_h_c_uniq` UNIQUE (`h`, `c`);
            CREATE TABLE /*!32312 IF NOT EXISTS*/ wp (id bigint(20) unsigned NOT NULL, n varchar(191) default NULL, PRIMARY KEY  (id), KEY n (n(10)), unique wp_n(n)) DEFAULT CHARACTER SET utf8mb4 COLLATE 'utf8mb4_unicode_520_ci';
            ALTER TABLE wp MODIFY `id` int(11) NOT NULL AUTO_INCREMENT, AUTO_INCREMENT=12
            """),
        ("text columns with keys and spatial columns", """
            CREATE TABLE t (a TEXT NOT NULL, b BLOB NOT NULL, g GEOMETRY NOT NULL, p POINT, ls LINESTRING, po POLYGON, mp MULTIPOINT, ml MULTILINESTRING, mpo MULTIPOLYGON, gc GEOMETRYCOLLECTION, UNIQUE (a(10)), UNIQUE KEY b2 (b(5), a(3)), FULLTEXT KEY ft (a), SPATIAL INDEX (g), FULLTEXT (a));
            ALTER TABLE t ADD FULLTEXT INDEX f2 (a), DROP INDEX a
            """),
    ];
}

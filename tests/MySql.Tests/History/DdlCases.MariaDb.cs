namespace ConnectRuntime.MySql.Tests.History;

// Statements of MariaDB.
internal static partial class DdlCases
{
    // waiver: method-size it is a list of statements, one script after the other
    private static (string Name, string Script)[] MariaDb =>
    [
        ("types of MariaDB", """
            CREATE TABLE t (u UUID DEFAULT uuid(), i INET6, j INET4 NOT NULL DEFAULT '1.2.3.4', c VARCHAR(100) COMPRESSED, d BLOB COMPRESSED=zlib NOT NULL, e TEXT COMPRESSED DEFAULT 'x', f JSON, g JSON NOT NULL DEFAULT '{}', h JSON CHECK (h <> ''), k LONGTEXT CHECK (JSON_VALID(`k`)), l LONGTEXT CHECK (json_valid(l) AND l <> ''), m LONGTEXT, CHECK (json_valid(m)));
            ALTER TABLE t MODIFY f LONGTEXT, MODIFY m JSON, ADD n JSON DEFAULT NULL, CHANGE k k2 JSON;
            ALTER TABLE t ADD y YEAR(4), ADD v VARCHAR(10) DEFAULT concat('a', 'b'), ADD n2 INT DEFAULT (5), ADD n3 VARCHAR(9) DEFAULT ('abc'), ADD n4 INT DEFAULT (-5), ADD n5 INT DEFAULT (NULL), ADD n6 DATETIME DEFAULT (now(0));
            ALTER TABLE t CONVERT TO CHARACTER SET latin1
            """),
        ("invisible and versioned", """
            CREATE TABLE a (x INT INVISIBLE DEFAULT 3, y INT, z INT INVISIBLE);
            CREATE TABLE b (id INT PRIMARY KEY, v VARCHAR(9)) WITH SYSTEM VERSIONING;
            CREATE TABLE c (id INT PRIMARY KEY, s TIMESTAMP(6) GENERATED ALWAYS AS ROW START, e TIMESTAMP(6) GENERATED ALWAYS AS ROW END INVISIBLE, v INT, PERIOD FOR SYSTEM_TIME (s, e), UNIQUE (v)) WITH SYSTEM VERSIONING;
            CREATE TABLE d (x INT, y INT WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING PARTITION BY SYSTEM_TIME (PARTITION p0 HISTORY, PARTITION pn CURRENT);
            CREATE TABLE e (x INT WITH SYSTEM VERSIONING, y INT);
            SET SESSION system_versioning_alter_history = KEEP;
            ALTER TABLE b ADD w INT, ADD q INT FIRST;
            ALTER TABLE b DROP SYSTEM VERSIONING;
            ALTER TABLE b ADD SYSTEM VERSIONING;
            ALTER TABLE c ADD w INT;
            ALTER TABLE c DROP SYSTEM VERSIONING, DROP PERIOD FOR SYSTEM_TIME, DROP COLUMN s, DROP COLUMN e;
            ALTER TABLE e ADD UNIQUE (x);
            CREATE TABLE f LIKE b;
            ALTER TABLE a ADD s TIMESTAMP(6) AS ROW START, ADD e TIMESTAMP(6) AS ROW END, ADD PERIOD FOR SYSTEM_TIME (s, e), ADD SYSTEM VERSIONING;
            ALTER TABLE a MODIFY x INT, MODIFY y INT INVISIBLE;
            CREATE TABLE g (x INT, y INT, s TIMESTAMP(6) GENERATED ALWAYS AS ROW START INVISIBLE, e TIMESTAMP(6) GENERATED ALWAYS AS ROW END INVISIBLE, PERIOD FOR SYSTEM_TIME (s, e), PRIMARY KEY (x, e), UNIQUE (y, e)) WITH SYSTEM VERSIONING;
            ALTER TABLE g DROP COLUMN s, DROP COLUMN e;
            ALTER TABLE g ADD z INT, DROP SYSTEM VERSIONING;
            ALTER TABLE g WITH SYSTEM VERSIONING
            """),
        ("literals of MariaDB", """
            CREATE TABLE z (p DATE DEFAULT DATE '2021-02-03', q DATETIME DEFAULT TIMESTAMP '2021-02-03 04:05:06', b BIT(0), v VARCHAR(3)) CHARACTER SET latin1;
            ALTER TABLE z DEFAULT CHARSET=DEFAULT;
            ALTER TABLE z ADD w VARCHAR(3)
            """),
        ("periods", """
            CREATE TABLE p (id INT, s DATE, e DATE, PERIOD FOR app (s, e), UNIQUE (id, app WITHOUT OVERLAPS));
            CREATE TABLE q (id INT, period INT, s DATE, e DATE, PERIOD FOR app (s, e));
            ALTER TABLE q DROP PERIOD FOR app;
            ALTER TABLE q ADD PERIOD FOR app2 (s, e);
            ALTER TABLE q ADD PERIOD IF NOT EXISTS FOR app2 (s, e), DROP COLUMN period;
            ALTER TABLE q DROP PERIOD IF EXISTS FOR app3, ADD `period` INT, ADD PRIMARY KEY (id, app2 WITHOUT OVERLAPS)
            """),
        ("replacing and existing", """
            CREATE OR REPLACE TABLE t (a INT);
            CREATE OR REPLACE TABLE t (b VARCHAR(3) COMMENT 'x');
            ALTER TABLE IF EXISTS t ADD COLUMN IF NOT EXISTS b INT, ADD COLUMN IF NOT EXISTS c INT UNIQUE, ADD INDEX IF NOT EXISTS i (c);
            ALTER TABLE t DROP COLUMN IF EXISTS zz, DROP INDEX IF EXISTS nope, MODIFY COLUMN IF EXISTS b VARCHAR(4), CHANGE COLUMN IF EXISTS c d INT;
            ALTER TABLE IF EXISTS missing ADD x INT;
            ALTER TABLE t RENAME COLUMN b TO bb, RENAME INDEX i TO j;
            CREATE UNIQUE INDEX IF NOT EXISTS u ON t (bb);
            CREATE OR REPLACE UNIQUE INDEX u ON t (bb, d);
            CREATE INDEX IF NOT EXISTS u ON t (d);
            DROP INDEX IF EXISTS u ON t;
            DROP INDEX IF EXISTS u ON t;
            RENAME TABLE IF EXISTS t TO t2, missing TO m2;
            ALTER TABLE t2 WAIT 5 ADD w INT;
            ALTER ONLINE TABLE t2 NOWAIT ADD w2 INT;
            ALTER IGNORE TABLE t2 ADD UNIQUE (w);
            DROP TABLE IF EXISTS t2 WAIT 3 RESTRICT;
            CREATE TABLE n (a INT, b INT, KEY (b));
            ALTER TABLE n ADD INDEX IF NOT EXISTS (a);
            ALTER TABLE n ADD INDEX IF NOT EXISTS (a), ADD UNIQUE IF NOT EXISTS (a, b), ADD COLUMN IF NOT EXISTS b INT UNIQUE, ADD COLUMN IF NOT EXISTS (c INT, d INT UNIQUE);
            CREATE OR REPLACE TABLE t AS SELECT 1 AS x;
            CREATE OR REPLACE TABLE u LIKE t;
            RENAME TABLE u WAIT 2 TO u2;
            TRUNCATE TABLE u2 NOWAIT
            """),
        ("sequences", """
            CREATE SEQUENCE s START WITH 5 INCREMENT BY 2;
            CREATE OR REPLACE SEQUENCE s;
            CREATE TABLE t (a BIGINT DEFAULT NEXT VALUE FOR s, b BIGINT DEFAULT (nextval(s)), c INT NOT NULL);
            ALTER SEQUENCE s RESTART 100;
            RENAME TABLE s TO s2;
            ALTER TABLE t ALTER a DROP DEFAULT, ALTER b DROP DEFAULT;
            DROP SEQUENCE s2;
            CREATE SEQUENCE IF NOT EXISTS s3 ENGINE=InnoDB;
            DROP TABLE s3
            """),
        ("code for MariaDB", """
            CREATE TABLE t (a INT /*M! NOT NULL */ /*M!100100 COMMENT 'm' */ /*M!999999 UNIQUE */, b VARCHAR(9) /*M!100301 COMPRESSED*/, c INT /*!50701 NOT NULL */, d INT /*!100100 NOT NULL */, e INT /*!50699 NOT NULL */);
            SET STATEMENT max_statement_time=60, sql_mode='' FOR ALTER TABLE t ADD f INT;
            SET STATEMENT sort_buffer_size=100000 FOR CREATE TABLE u (a INT);
            /*M! ALTER TABLE u ADD b INT */
            """),
        ("Oracle's names", """
            SET SESSION sql_mode = 'ORACLE';
            CREATE TABLE "t" (a VARCHAR2(10), b NUMBER(10,2), c NUMBER, d DATE, e CLOB, f RAW(16), g BLOB, h mariadb_schema.DATE, i NUMBER(5), j VARCHAR2(10 CHAR));
            SET SESSION sql_mode = '';
            CREATE TABLE u (a oracle_schema.DATE, b VARCHAR(3));
            SET SESSION sql_mode = 'MAXDB';
            CREATE TABLE v (a TIMESTAMP, "b" TIMESTAMP NOT NULL)
            """.Replace(", j VARCHAR2(10 CHAR)", "")),
        ("partitions become tables", """
            CREATE TABLE t (id INT, v INT, KEY (v)) PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (10), PARTITION p1 VALUES LESS THAN (20), PARTITION p2 VALUES LESS THAN MAXVALUE);
            ALTER TABLE t CONVERT PARTITION p0 TO TABLE single;
            ALTER TABLE t CONVERT TABLE single TO PARTITION p0 VALUES LESS THAN (10);
            ALTER TABLE t ADD x INT
            """.Replace("ALTER TABLE t CONVERT TABLE single TO PARTITION p0 VALUES LESS THAN (10);\n", "")),
        ("keys of whole texts", """
            CREATE TABLE t (a TEXT NOT NULL, b VARCHAR(2000) NOT NULL, c INT NOT NULL, UNIQUE (a), UNIQUE (b), UNIQUE (c), UNIQUE (a(5)), UNIQUE x (c, a));
            ALTER TABLE t ADD UNIQUE (b, c), DROP INDEX c;
            CREATE TABLE h1 (id INT PRIMARY KEY, a TEXT, c INT NOT NULL, UNIQUE (a), UNIQUE u (c) USING HASH) WITH SYSTEM VERSIONING;
            CREATE TABLE h2 (id INT PRIMARY KEY, a TEXT, b TEXT NOT NULL, c INT NOT NULL, UNIQUE (a), UNIQUE (b), UNIQUE u USING HASH (c), UNIQUE u2 (c, id) USING HASH);
            ALTER TABLE h2 ADD d INT, DROP INDEX u;
            CREATE UNIQUE INDEX late USING HASH ON h2 (d);
            CREATE UNIQUE INDEX later ON h2 (d) USING BTREE;
            CREATE TABLE h5 (c VARCHAR(700) CHARACTER SET utf8mb4 NOT NULL, d VARCHAR(769) CHARACTER SET utf8mb4 NOT NULL, e VARCHAR(768) CHARACTER SET utf8mb4, f VARCHAR(3072) CHARACTER SET latin1, g VARCHAR(3073) CHARACTER SET latin1, UNIQUE (c), UNIQUE (d), UNIQUE (e), UNIQUE (f), UNIQUE (g), UNIQUE (c, e));
            CREATE TABLE h6 (c VARCHAR(3000) CHARACTER SET latin1 NOT NULL, d VARCHAR(400) CHARACTER SET latin1 NOT NULL, e VARCHAR(600) CHARACTER SET latin1 NOT NULL, UNIQUE (c, d), UNIQUE (c, e), UNIQUE (e))
            """),
        ("character sets by collation", """
            CREATE TABLE t (a VARCHAR(3) COLLATE uca1400_ai_ci, b VARCHAR(3) CHARACTER SET utf8mb3 COLLATE uca1400_as_ci, c VARCHAR(3) COLLATE utf8mb4_uca1400_ai_ci) DEFAULT CHARSET=utf8mb4;
            CREATE TABLE u (a VARCHAR(3)) CHARACTER SET utf8mb4 COLLATE uca1400_ai_ci;
            ALTER TABLE u ADD b CHAR(3) CHARACTER SET utf8;
            CREATE TABLE v (a VARCHAR(3) COLLATE DEFAULT, b VARCHAR(3) CHARACTER SET latin2 COLLATE DEFAULT) CHARSET latin1 COLLATE latin1_bin;
            ALTER TABLE v COLLATE DEFAULT;
            ALTER TABLE v CONVERT TO CHARACTER SET latin2 COLLATE DEFAULT
            """),
    ];
}

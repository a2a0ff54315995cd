namespace ConnectRuntime.MySql.Tests.History;

// Statements of MySQL.
internal static partial class DdlCases
{
    private static (string Name, string Script)[] MySql =>
    [
        ("types of MySQL", """
            CREATE TABLE t (j JSON, k JSON NOT NULL, v VECTOR(4), w VECTOR, p POINT SRID 4326 NOT NULL, g GEOMETRY NOT NULL SRID 0, gc GEOMCOLLECTION, vector VECTOR(3), SPATIAL INDEX (p));
            ALTER TABLE t ADD l JSON DEFAULT (JSON_ARRAY()), MODIFY v VECTOR(8), MODIFY j LONGTEXT, ADD q POINT;
            ALTER TABLE t ADD m JSON DEFAULT (CAST('{}' AS JSON)) COMMENT 'x'
            """),
        ("invisible and functional", """
            CREATE TABLE a (x INT INVISIBLE DEFAULT 3, y INT VISIBLE, z INT /*!80023 INVISIBLE */);
            ALTER TABLE a ALTER x SET VISIBLE, ALTER COLUMN y SET INVISIBLE;
            CREATE TABLE b (a INT NOT NULL, b VARCHAR(10), UNIQUE ((a + 1)), UNIQUE k2 (a, (LOWER(b))), UNIQUE k3 (a, b), KEY ((b || 'x')), UNIQUE k4 (a));
            ALTER TABLE b ADD UNIQUE ((a * 2)), ADD UNIQUE (a), ALTER INDEX k3 INVISIBLE;
            CREATE UNIQUE INDEX fx ON b ((a * 3));
            CREATE UNIQUE INDEX fy ON b (b) VISIBLE;
            DROP INDEX functional_index ON b;
            CREATE TABLE c (a INT COLUMN_FORMAT FIXED STORAGE DISK, b INT ENGINE_ATTRIBUTE='{}' SECONDARY_ENGINE_ATTRIBUTE='{"a":1}', c INT CHECK (c > 1) NOT ENFORCED, CONSTRAINT q CHECK (a > 0) NOT ENFORCED);
            CREATE TABLE d (a INT, b INT CONSTRAINT cc CHECK (b IN (1,2,3)), p INT) PARTITION BY HASH (p) PARTITIONS 2;
            CREATE TABLE e (a INT, b INT CHECK (b IN (1,2,3)), p INT);
            ALTER TABLE d EXCHANGE PARTITION p0 WITH TABLE e WITHOUT VALIDATION;
            ALTER TABLE c ALTER CHECK q ENFORCED;
            ALTER TABLE c DROP CHECK q
            """.Replace("b INT ENGINE_ATTRIBUTE='{}' SECONDARY_ENGINE_ATTRIBUTE='{\"a\":1}'", "b INT")),
        ("primary keys that the server makes", """
            SET SESSION sql_generate_invisible_primary_key = 1;
            CREATE TABLE a (x INT);
            CREATE TABLE b (x INT, UNIQUE (x));
            CREATE TABLE c (x INT PRIMARY KEY);
            SET SESSION sql_generate_invisible_primary_key = 0;
            ALTER TABLE a ALTER my_row_id SET VISIBLE;
            ALTER TABLE b ADD y INT
            """),
        ("defaults of utf8mb4", """
            SET SESSION default_collation_for_utf8mb4 = utf8mb4_general_ci;
            CREATE TABLE a (v VARCHAR(3)) CHARACTER SET utf8mb4;
            CREATE TABLE b (v VARCHAR(3) CHARACTER SET utf8mb4) CHARACTER SET latin1;
            ALTER TABLE b CONVERT TO CHARACTER SET utf8mb4;
            SET SESSION default_collation_for_utf8mb4 = DEFAULT;
            CREATE TABLE c (v VARCHAR(3)) CHARACTER SET utf8mb4
            """),
        ("statements that choke parsers", """
            CREATE TABLE t (a DATE DEFAULT (CURDATE()), b VARCHAR(36) DEFAULT (UUID()), c TIMESTAMP(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3), d JSON DEFAULT (JSON_OBJECT()), e BINARY(16) DEFAULT (UUID_TO_BIN(UUID(), 1)));
            CREATE USER IF NOT EXISTS ddl_u@localhost IDENTIFIED BY 'x';
            ALTER USER ddl_u@localhost IDENTIFIED BY 'y' RETAIN CURRENT PASSWORD;
            ALTER USER ddl_u@localhost DISCARD OLD PASSWORD;
            DROP USER ddl_u@localhost;
            CREATE TABLE p (id INT NOT NULL, d DATE NOT NULL, PRIMARY KEY (id, d)) PARTITION BY RANGE COLUMNS (d) SUBPARTITION BY HASH (id) SUBPARTITIONS 2 (PARTITION p0 VALUES LESS THAN ('2020-01-01'), PARTITION p1 VALUES LESS THAN (MAXVALUE));
            ALTER TABLE p ADD x INT, ALGORITHM=INPLACE, LOCK=NONE;
            CREATE TABLE l (id INT) PARTITION BY LIST (id) (PARTITION a VALUES IN (1,2,3), PARTITION b VALUES IN (NULL, 4));
            ALTER TABLE l REBUILD PARTITION ALL;
            CREATE TABLE o (a INT) AUTO_INCREMENT=5 AVG_ROW_LENGTH=10 CHECKSUM=1 COMPRESSION='zlib' ENCRYPTION='N' STATS_PERSISTENT=DEFAULT STATS_AUTO_RECALC=1 STATS_SAMPLE_PAGES=8 ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8 MAX_ROWS=100 MIN_ROWS=1 PACK_KEYS=0 DELAY_KEY_WRITE=1 INSERT_METHOD=NO TABLESPACE innodb_file_per_table;
            CREATE TABLE v (a INT) SELECT * FROM (VALUES ROW(1), ROW(2)) AS x(a);
            CREATE TABLE w TABLE v;
            CREATE TABLE x VALUES ROW(1, 'a')
            """.Replace("COMPRESSION='zlib' ", "")),
        ("columns leave their keys", """
            CREATE TABLE t (a INT NOT NULL, b INT NOT NULL, c INT, d INT, PRIMARY KEY (a, b), UNIQUE u1 (b, c), UNIQUE u2 (c), UNIQUE u3 (c, d, a), KEY k (b), KEY k2 (d, b));
            ALTER TABLE t DROP COLUMN b;
            ALTER TABLE t DROP c, ADD c2 INT NOT NULL UNIQUE;
            CREATE TABLE f (a INT NOT NULL, j JSON, UNIQUE mv ((CAST(j->'$.x' AS UNSIGNED ARRAY))), UNIQUE ((a + 1)), c INT /*!090000 NOT NULL */, d INT /*!080023 INVISIBLE */);
            ALTER TABLE f DROP CONSTRAINT functional_index, ADD UNIQUE ((a + 2)), ADD UNIQUE (c), ADD n DATETIME DEFAULT ((NOW())), ADD o INT DEFAULT ((1))
            """),
        ("display widths are gone", """
            CREATE TABLE t (a INT(10), b BIGINT(5) UNSIGNED, c TINYINT(1), d TINYINT(1) UNSIGNED, e INT(3) ZEROFILL, f INT ZEROFILL, g YEAR(4), h SMALLINT(1));
            ALTER TABLE t MODIFY c TINYINT(2), MODIFY a TINYINT(1) NOT NULL DEFAULT '1'
            """),
    ];
}

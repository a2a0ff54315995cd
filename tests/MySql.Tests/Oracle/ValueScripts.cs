namespace ConnectRuntime.MySql.Tests.Oracle;

/// <summary>Scripts of statements, one a line; one that the server is to refuse begins with an exclamation mark.</summary>
internal static class ValueScripts
{
    /// <summary>Keys that change in odd ways, and tables whose key is not a primary one.</summary>
    public const string Keys =
        """
        SET sql_mode = ''
        CREATE TABLE k1 (k VARCHAR(20) COLLATE utf8mb4_general_ci PRIMARY KEY, v INT)
        INSERT INTO k1 VALUES ('a', 1), ('ß', 2), ('b ', 3)
        UPDATE k1 SET k = 'A' WHERE k = 'a'
        UPDATE k1 SET k = 'b' WHERE k = 'b'
        REPLACE INTO k1 VALUES ('á', 9)
        INSERT INTO k1 VALUES ('Á', 1) ON DUPLICATE KEY UPDATE k = VALUES(k), v = v + 1
        CREATE TABLE k2 (id INT PRIMARY KEY, u INT UNIQUE, v INT)
        INSERT INTO k2 VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3)
        REPLACE INTO k2 VALUES (1, 2, 9)
        INSERT INTO k2 VALUES (5, 3, 5) ON DUPLICATE KEY UPDATE id = id + 10, v = v + 1
        UPDATE k2 SET id = id + 1 ORDER BY id DESC
        DELETE FROM k2 ORDER BY id LIMIT 1
        CREATE TABLE k3 (a INT NOT NULL, b CHAR(5) NOT NULL, c INT, UNIQUE (b(2)), UNIQUE (a))
        INSERT INTO k3 VALUES (1, 'abc', 1), (2, 'bcd', 2), (3, 'cde', 3)
        UPDATE k3 SET c = 5 WHERE a = 1
        UPDATE k3 SET b = 'zz' WHERE a = 2
        UPDATE k3 SET a = 9 WHERE a = 3
        DELETE FROM k3 WHERE a = 1
        CREATE TABLE k4 (t TEXT NOT NULL, v INT, PRIMARY KEY (t(3)))
        INSERT INTO k4 VALUES ('abcdef', 1), ('abddef', 2)
        UPDATE k4 SET t = 'abcxyz' WHERE v = 1
        DELETE FROM k4 WHERE v = 2
        CREATE TABLE k5 (f FLOAT, d DATE, b BIT(12), e ENUM('z', 'a'), s SET('m', 'n'), t TIME(3), n DECIMAL(9, 4), at TIMESTAMP(3), bin BINARY(4), v INT, PRIMARY KEY (f, d, b, e, s, t, n, at, bin))
        INSERT INTO k5 VALUES (0.1, '2024-01-01', 5, 'z', 'm,n', '-1:1:1.5', -1.5, '2024-01-01 1:1:1.5', 'a', 1), (-0.1, '2024-01-02', 7, 'a', '', '1:1:1.5', 1.5, '2024-01-01 1:1:1.6', 'a', 2)
        UPDATE k5 SET v = v + 1
        UPDATE k5 SET bin = x'00ff' WHERE v = 2
        CREATE TABLE k6 (k VARCHAR(10) CHARACTER SET ucs2, k2 CHAR(5) CHARACTER SET utf32, k3 BINARY(3), v INT, PRIMARY KEY (k, k2, k3))
        INSERT INTO k6 VALUES ('ж', 'é', 'a', 1), ('', '', '', 2), ('q', 'q', x'000000', 3)
        UPDATE k6 SET k3 = x'0001' WHERE v = 2
        DELETE FROM k6 WHERE v = 3
        CREATE TABLE k7 (a INT, b INT, c TEXT)
        INSERT INTO k7 VALUES (1, 1, 'x'), (1, 1, 'x'), (1, 1, 'x'), (NULL, NULL, NULL), (NULL, NULL, NULL)
        UPDATE k7 SET c = 'y' LIMIT 1
        DELETE FROM k7 WHERE a IS NULL LIMIT 1
        CREATE TABLE k8 (a INT NULL, b INT NULL, UNIQUE (a), UNIQUE (b))
        INSERT INTO k8 VALUES (NULL, NULL), (NULL, NULL), (1, 1)
        INSERT INTO k8 VALUES (1, 9) ON DUPLICATE KEY UPDATE b = VALUES(b)
        """;

    /// <summary>Values at the edges of their types, and columns without any width.</summary>
    public const string Edges =
        """
        SET sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00'
        CREATE TABLE e1 (id INT PRIMARY KEY, a BINARY(0), b CHAR(0), c VARCHAR(0), d VARBINARY(0), e DECIMAL(0, 0), j DECIMAL(30, 30), k CHAR(255) CHARACTER SET utf32, l BINARY(255), m VARCHAR(63), n VARCHAR(64), o SET('x'))
        INSERT INTO e1 VALUES (1, '', '', '', '', 7, 0.1, 'q', 'z', 'm', 'n', 'x'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)
        INSERT INTO e1 VALUES (3, '', '', '', '', -9999999999, -1e-30, REPEAT('ж', 255), REPEAT(x'00', 255), REPEAT('ж', 63), REPEAT('😀', 64), '')
        UPDATE e1 SET e = e + 1, k = CONCAT(k, 'r'), l = 'zz' WHERE id = 1
        CREATE TABLE e2 (id INT PRIMARY KEY, f FLOAT, d DOUBLE, n DECIMAL(65, 30), b BIT(64), s SET('a', 'b', 'c d'), e ENUM('a', '', 'b'), y YEAR)
        INSERT INTO e2 VALUES (1, 1e-45, 4.9e-324, 12345678901234567890123456789012345.12345678901234567890123456789, x'8000000000000000', 'a,c d', 2, 0), (2, 16777217, 9007199254740993, -1e-30, -1, '', 3, 2155)
        UPDATE e2 SET f = f * 2, d = d * 2, n = n / 3, b = b - 1 WHERE id = 1
        CREATE TABLE e3 (id INT PRIMARY KEY, dt DATETIME(6), ts TIMESTAMP(2) NULL, t1 TIME(1), t3 TIME(3), t5 TIME(5), t6 TIME(6))
        INSERT INTO e3 VALUES (1, '9999-12-31 23:59:59.999999', '2038-01-19 03:14:07.99', '-838:59:58.9', '-00:00:00.001', '-00:00:00.00001', '838:59:58.999999')
        INSERT INTO e3 VALUES (2, '0001-01-01', '1970-01-01 00:00:01', '-00:00:00.1', '-00:00:01.000', '-01:00:00.99999', '-00:00:00.000001'), (3, '2024-00-00', '0000-00-00', '24:00:00', '0', '25:00', NULL)
        UPDATE e3 SET t1 = -t1, t3 = SUBTIME(t3, '1:1:1.1'), t6 = SUBTIME(t6, '0.000001') WHERE id = 1
        CREATE TABLE `ж 表` (`ид` INT PRIMARY KEY, `a b` INT, `tick``x` INT, `"` INT, `.` INT)
        INSERT INTO `ж 表` VALUES (1, 2, 3, 4, 5), (2, 2, 3, 4, 5)
        UPDATE `ж 表` SET `tick``x` = 9 WHERE `ид` = 1
        SET sql_mode = 'PAD_CHAR_TO_FULL_LENGTH'
        CREATE TABLE e4 (id CHAR(5) PRIMARY KEY, v CHAR(10), w VARCHAR(10))
        INSERT INTO e4 VALUES ('a', 'b', 'c '), ('bb', '', ' ')
        UPDATE e4 SET w = id, id = 'zz' WHERE v LIKE 'b%'
        """;

    /// <summary>Temporary tables in the place of others, savepoints, XA, and statements that fail half way.</summary>
    public const string Transactions =
        """
        CREATE TABLE i (id INT PRIMARY KEY, v INT)
        CREATE TABLE m (id INT PRIMARY KEY, v INT) ENGINE=MyISAM
        INSERT INTO i VALUES (1, 1), (2, 2)
        CREATE TEMPORARY TABLE i (id INT PRIMARY KEY, z INT, q INT)
        INSERT INTO i VALUES (1, 1, 1)
        TRUNCATE TABLE i
        ALTER TABLE i ADD COLUMN r INT
        @2 UPDATE i SET v = 9 WHERE id = 1
        DROP TABLE i
        UPDATE i SET v = 10 WHERE id = 2
        CREATE TEMPORARY TABLE z LIKE i
        INSERT INTO z VALUES (5, 5)
        REPLACE INTO i SELECT * FROM z
        UPDATE i, z SET i.v = 77, z.v = 78 WHERE i.id = z.id
        DELETE i, z FROM i JOIN z USING (id)
        BEGIN
        SAVEPOINT a
        INSERT INTO i VALUES (13, 1)
        CREATE TEMPORARY TABLE x1 (a INT)
        ROLLBACK TO a
        INSERT INTO i VALUES (14, 1)
        SAVEPOINT `b q`
        DELETE FROM i
        SAVEPOINT c
        DROP TEMPORARY TABLE x1
        ROLLBACK TO `B Q`
        INSERT INTO i VALUES (15, 1)
        COMMIT
        XA START 'f'
        INSERT INTO i VALUES (101, 1)
        SAVEPOINT a
        INSERT INTO i VALUES (102, 1)
        ROLLBACK TO a
        INSERT INTO i VALUES (103, 1)
        XA END 'f'
        XA PREPARE 'f'
        XA COMMIT 'f'
        !INSERT INTO m VALUES (203, 1), (204, 1), (203, 1), (205, 1)
        !INSERT INTO i VALUES (203, 1), (204, 1), (203, 1), (205, 1)
        !UPDATE m SET id = 999
        BEGIN
        DELETE FROM i
        CREATE TEMPORARY TABLE x2 (a INT)
        ROLLBACK
        """;

    /// <summary>What only MariaDB has: tables without transactions within one, history, periods, sequences.</summary>
    public const string MariaDb =
        """
        CREATE TABLE i (id INT PRIMARY KEY, v INT) ENGINE=InnoDB
        CREATE TABLE m (id INT PRIMARY KEY, v INT) ENGINE=MyISAM
        BEGIN
        INSERT INTO i VALUES (1, 1)
        INSERT INTO m VALUES (1, 1)
        SAVEPOINT s
        INSERT INTO i VALUES (2, 1)
        INSERT INTO m SELECT id + 1, v FROM i WHERE id = 2
        ROLLBACK TO s
        INSERT INTO i VALUES (4, 1)
        COMMIT
        BEGIN
        UPDATE i, m SET i.v = 50, m.v = 50
        ROLLBACK
        XA START 'g'
        INSERT INTO i VALUES (111, 1)
        SAVEPOINT a
        INSERT INTO i VALUES (112, 1)
        INSERT INTO m VALUES (112, 1)
        ROLLBACK TO a
        INSERT INTO i VALUES (113, 1)
        XA END 'g'
        XA PREPARE 'g'
        XA COMMIT 'g'
        CREATE TABLE v (id INT PRIMARY KEY, v INT, n INT WITHOUT SYSTEM VERSIONING) WITH SYSTEM VERSIONING
        INSERT INTO v VALUES (1, 1, 1), (2, 2, 2), (3, 3, 3)
        UPDATE v SET n = 9 WHERE id = 2
        REPLACE INTO v VALUES (3, 6, 6)
        UPDATE v SET id = id + 10
        BEGIN
        INSERT INTO v VALUES (100, 1, 1)
        DELETE FROM v WHERE id = 100
        INSERT INTO v VALUES (100, 7, 7)
        COMMIT
        DELETE HISTORY FROM v
        CREATE TABLE p (s DATETIME(3), e DATETIME(3), v INT, PERIOD FOR p(s, e)) WITH SYSTEM VERSIONING
        INSERT INTO p VALUES ('2024-01-01', '2024-12-31', 1), ('2024-01-01', '2024-12-31', 1)
        DELETE FROM p FOR PORTION OF p FROM '2024-03-01' TO '2024-04-01'
        UPDATE p FOR PORTION OF p FROM '2024-06-01' TO '2024-07-01' SET v = 50
        CREATE SEQUENCE sq START 5 INCREMENT 2
        CREATE TABLE u (id INT DEFAULT NEXTVAL(sq) PRIMARY KEY, u UUID, a INET6)
        INSERT INTO u (u, a) VALUES ('123e4567-e89b-72d3-0456-426655440000', '64:ff9b::1'), ('123e4567-e89b-82d3-c456-426655440000', '1:0:0:2::3'), ('01234567-0000-7000-8000-000000000000', '0:1::')
        UPDATE u SET u = '123e4567-e89b-12d3-e456-426655440000' WHERE a = '0:1::'
        CREATE TABLE b (b BLOB NOT NULL UNIQUE, c INT)
        INSERT INTO b VALUES ('a', 1), ('b', 2)
        UPDATE b SET b = 'zz' WHERE b = 'a'
        REPLACE INTO b VALUES ('zz', 8)
        """;
}

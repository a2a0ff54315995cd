namespace ConnectRuntime.MySql.Tests.History;

// Statements of MySQL that make of a column or key what does not follow from the statement alone.
internal static partial class DdlCases
{
    private static (string Name, string Script)[] MySqlChanges =>
    [
        ("bytes that are changed while texts are converted", """
            CREATE TABLE t (a INT, b TEXT, c VARCHAR(9), d JSON, e INT, f LONGBLOB, UNIQUE (f(1)));
            ALTER TABLE t MODIFY a MEDIUMBLOB, CHANGE b bb TINYBLOB, MODIFY c LONGBLOB, MODIFY d BLOB, MODIFY e BLOB(300), MODIFY f TINYBLOB, ADD g MEDIUMBLOB, CONVERT TO CHARACTER SET latin1
            """),
        ("members that become texts in keys", """
            CREATE TABLE t (a ENUM('a','bb') CHARACTER SET latin1, b SET('a','bb') CHARACTER SET latin1, c ENUM('a','b') CHARACTER SET latin1, d ENUM('a','bb') CHARACTER SET utf8mb4, e INT, UNIQUE (a), UNIQUE (e, b), UNIQUE (c), UNIQUE (d));
            ALTER TABLE t MODIFY a VARCHAR(10);
            ALTER TABLE t MODIFY b BINARY(9), CHANGE c cc BINARY(3);
            ALTER TABLE t MODIFY d VARCHAR(10) CHARACTER SET utf8mb4
            """),
        ("defaults that are passed over", """
            SET SESSION sql_mode = '';
            CREATE TABLE t (a INT, v VECTOR(3) NOT NULL DEFAULT '', w VECTOR(3) DEFAULT '', b BLOB NOT NULL DEFAULT '', c TEXT DEFAULT '')
            """),
        ("keys over virtual columns", """
            CREATE TABLE a (g INT AS (1) VIRTUAL NOT NULL UNIQUE, x INT UNIQUE, y INT NOT NULL UNIQUE, v VARCHAR(9) NOT NULL, s INT AS (2) STORED NOT NULL, UNIQUE (v(3)), UNIQUE (s), z INT NOT NULL UNIQUE, h INT AS (3) VIRTUAL UNIQUE, h2 INT AS (4) STORED UNIQUE, x2 INT UNIQUE);
            CREATE TABLE b (h INT AS (3) VIRTUAL UNIQUE, x INT);
            CREATE UNIQUE INDEX i ON b (x)
            """),
        ("expressions that are set", """
            CREATE TABLE a (x INT, b BLOB, d DATETIME NOT NULL, v VARCHAR(9) NOT NULL, i INT NOT NULL, e INT DEFAULT 4, t DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3));
            ALTER TABLE a ALTER t DROP DEFAULT;
            ALTER TABLE a ALTER b SET DEFAULT (1 + 1), ALTER d SET DEFAULT (1 + 1), ALTER v SET DEFAULT (1 + 1), ALTER i SET DEFAULT (1 + 1), ALTER e SET DEFAULT (1 + 1);
            ALTER TABLE a COMMENT 'x'
            """),
    ];
}

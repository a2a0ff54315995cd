namespace ConnectRuntime.MySql.Tests.History;

// Statements of MariaDB 11.7 and later.
internal static partial class DdlCases
{
    private static (string Name, string Script)[] NewMariaDb =>
    [
        ("vectors", """
            CREATE TABLE t (id INT PRIMARY KEY, v VECTOR(3) NOT NULL, w VECTOR(5) NULL, VECTOR INDEX (v));
            CREATE TABLE n (id INT PRIMARY KEY, `vector` VECTOR(1), `index` VECTOR(16000));
            ALTER TABLE t ADD x VECTOR(2), DROP INDEX v;
            ALTER TABLE t MODIFY w VECTOR(7) NOT NULL, ADD VECTOR vi (v) DISTANCE=cosine M=8;
            CREATE TABLE u LIKE t;
            CREATE TABLE a AS SELECT * FROM t;
            ALTER TABLE a CHANGE v `vector` VECTOR(3) FIRST, ADD KEY `vector` (id), ADD VECTOR IF NOT EXISTS `vi` (w);
            ALTER TABLE t DROP KEY vi, ALTER COLUMN x SET DEFAULT NULL;
            CREATE VECTOR INDEX wi ON t (w);
            DROP INDEX wi ON t
            """),
        ("short addresses", "CREATE TABLE t (a INET6 DEFAULT '1.2.3.4', b INET6 DEFAULT '1::')"),
    ];
}

using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Shapes and metadata of tables as servers wrote them; the expected values are those of the CREATE TABLE that stands in the same file.</summary>
public class TableMapTests
{
    private static readonly string[] TypeNames =
    [
        "id", "ti", "tu", "si", "mi", "i", "y", "f", "d", "de", "b", "da", "t", "dt", "ts", "c", "cb", "vc", "bi", "vb", "tx", "bl", "e", "s", "j", "g", "p", "ve",
    ];

    [Fact]
    public void Shapes_of_mysql()
    {
        var map = Map("mysql-9.7/types.binlog", "types");
        AssertShapes(map);
        AssertShape(map, "j", ColumnType.Json, 4);
        AssertShape(map, "ve", ColumnType.Vector, 4);
        Assert.Equal(31, map.Columns.Length);
        Assert.DoesNotContain(map.Columns, c => c.IsCompressed);
    }

    [Fact]
    public void Shapes_of_mariadb()
    {
        var map = Map("mariadb-11.8/types.binlog", "types");
        AssertShapes(map);
        AssertShape(map, "j", ColumnType.Blob, 4);
        AssertShape(map, "ve", ColumnType.VarChar, 12);
        AssertShape(map, "uu", ColumnType.String, 16);
        AssertShape(map, "i4", ColumnType.String, 4);
        AssertShape(map, "i6", ColumnType.String, 16);
        AssertShape(map, "vcc", ColumnType.VarChar, 401, isCompressed: true);
        AssertShape(map, "tc", ColumnType.Blob, 2, isCompressed: true);
        Assert.Equal(36, map.Columns.Length);
    }

    [Fact]
    public void Metadata_of_mysql()
    {
        var metadata = Map("mysql-9.7/types.binlog", "types").Metadata!;
        Assert.Equal([.. TypeNames, "inv", "gv", "gs"], metadata.Names);
        AssertSet(metadata.Names, metadata.Unsigned, "id", "tu", "si", "i", "y", "f", "de");
        AssertSet(metadata.Names, [.. metadata.Nullable.Select(n => !n)], "id", "vc");
        AssertSet(metadata.Names, [.. metadata.Visible.Select(v => !v)], "inv");
        Assert.Equal(["id", "vc"], metadata.PrimaryKey.Select(i => metadata.Names[i]));
        AssertNumbers(
            metadata.Names, metadata.Collations, 0,
            ("c", 8), ("cb", 255), ("vc", 46), ("bi", 63), ("vb", 63), ("tx", 54), ("bl", 63), ("e", 8), ("s", 255), ("ve", 63));
        AssertNumbers(metadata.Names, metadata.GeometryTypes, -1, ("g", 0), ("p", 1));
        AssertNumbers(metadata.Names, metadata.Dimensions, 0, ("ve", 3));
        AssertMembers(metadata);
    }

    [Fact]
    public void Metadata_of_mariadb()
    {
        var metadata = Map("mariadb-11.8/types.binlog", "types").Metadata!;
        Assert.Equal([.. TypeNames, "uu", "i4", "i6", "vcc", "tc", "inv", "gv", "gs"], metadata.Names);
        AssertSet(metadata.Names, metadata.Unsigned, "id", "tu", "si", "i", "y", "f", "de");
        AssertSet(metadata.Names, [.. metadata.Nullable.Select(n => !n)], "id", "vc");
        Assert.True(metadata.Visible.IsDefault);
        Assert.True(metadata.Dimensions.IsDefault);
        Assert.Equal(["id", "vc"], metadata.PrimaryKey.Select(i => metadata.Names[i]));
        AssertNumbers(
            metadata.Names, metadata.Collations, 0,
            ("c", 8), ("cb", 2304), ("vc", 46), ("bi", 63), ("vb", 63), ("tx", 2816), ("bl", 63), ("e", 8), ("s", 2304), ("j", 46), ("g", 63), ("p", 63),
            ("ve", 63), ("uu", 63), ("i4", 63), ("i6", 63), ("vcc", 2304), ("tc", 2304));
        AssertNumbers(metadata.Names, metadata.GeometryTypes, -1, ("g", 0), ("p", 1));
        AssertMembers(metadata);
    }

    [Fact]
    public void Minimal_metadata_has_no_names()
    {
        var metadata = Map("mysql-9.7/images.binlog", "doc").Metadata!;
        Assert.True(metadata.Names.IsDefault && metadata.PrimaryKey.IsDefault && metadata.Members.IsDefault && metadata.Visible.IsDefault);
        Assert.Equal([false, true, false, false, false, false, false, false], metadata.Unsigned);
        Assert.Equal([0, 0, 0, 0, 255, 8, 0, 0], metadata.Collations);
        Assert.Equal([-1, -1, -1, -1, -1, -1, -1, 1], metadata.GeometryTypes);
        Assert.Equal([false, true, true, true, true, true, true, true], metadata.Nullable);
    }

    [Fact]
    public void Without_metadata_there_is_none() => Assert.Null(Map("mariadb-10.11/b.000010", "z").Metadata);

    /// <summary>YEAR has a bit of its own: INT, INT UNSIGNED, YEAR, TINYINT UNSIGNED, DECIMAL and three times INT are 0x70.</summary>
    [Fact]
    public void Signs_count_years()
    {
        var map = Map("mariadb-10.11/b.000001", "a");
        Assert.Equal(["u", "y", "b"], map.Metadata!.Names.Where((_, i) => map.Metadata.Unsigned[i]));
        AssertShape(map, "bt", ColumnType.Bit, 3);
        AssertShape(map, "d", ColumnType.Decimal, (5 << 8) | 2);
        Assert.Equal(["id"], map.Metadata.PrimaryKey.Select(i => map.Metadata.Names[i]));
    }

    [Fact]
    public void A_usual_character_set_with_exceptions()
    {
        // VARCHAR, INT, CHAR, BLOB, ENUM, SET: the usual one is 45; text column 2 has 63; of ENUM and SET the second has 8.
        byte[] types = [15, 3, 254, 252, 254, 254];
        byte[] data = [100, 0, 254, 20, 2, 247, 1, 248, 1];
        var metadata = Read(types, data, [2, 3, 45, 2, 63, 10, 5, 0xFC, 0xFF, 0, 1, 8]).Metadata!;
        Assert.Equal([45, 0, 45, 63, 255, 8], metadata.Collations);
        Assert.Equal("MYB002", Code(types, data, [2, 3, 45, 3, 63]));
        Assert.Equal("MYB001", Code(types, data, [2, 2, 45, 2]));
    }

    [Fact]
    public void A_geometry_is_text_in_mariadb_only_and_a_vector_in_mysql_only()
    {
        byte[] types = [252, 255, 242, 252];
        byte[] data = [2, 4, 4, 2];
        Assert.Equal([45, 0, 63, 8], Read(types, data, [3, 3, 45, 63, 8]).Metadata!.Collations);
        Assert.Equal([45, 63, 0, 8], Read(types, data, [3, 3, 45, 63, 8], isMariaDb: true).Metadata!.Collations);
    }

    [Theory]
    [InlineData(0xFE, 10, ColumnType.String, 10)]
    [InlineData(0xFE, 255, ColumnType.String, 255)]
    [InlineData(0xEE, 0, ColumnType.String, 256)]
    [InlineData(0xEE, 1, ColumnType.String, 257)]
    [InlineData(0xDE, 0, ColumnType.String, 512)]
    [InlineData(0xCE, 0xFC, ColumnType.String, 1020)]
    [InlineData(0xF7, 2, ColumnType.Enum, 2)]
    [InlineData(0xF8, 8, ColumnType.Set, 8)]
    public void Lengths_of_char(byte first, byte second, ColumnType type, int meta) =>
        Assert.Equal(new TableMapColumn(type, meta, false), Read([254], [first, second], []).Columns.Single());

    [Fact]
    public void Unknown_metadata_is_passed_over_and_unknown_types_are_refused()
    {
        Assert.Equal("n", Read([3], [], [200, 3, 1, 2, 3, 4, 2, 1, (byte)'n']).Metadata!.Names.Single());
        Assert.Equal("MYB002", Code([20], [], []));
        Assert.Equal("MYB002", Code([3], [1], []));
        Assert.Equal("MYB001", Code([15], [1], []));
        Assert.Equal("MYB002", Code([3], [], [8, 1, 1]));
        Assert.Equal("MYB001", Code([254], [247, 1], [6, 3, 0xFD, 0xFF, 0xFF]));
    }

    private static void AssertShapes(TableMapModel map)
    {
        foreach (var (name, type, meta) in new[]
        {
            ("id", ColumnType.LongLong, 0), ("ti", ColumnType.Tiny, 0), ("si", ColumnType.Short, 0), ("mi", ColumnType.Int24, 0), ("i", ColumnType.Long, 0),
            ("y", ColumnType.Year, 0), ("f", ColumnType.Float, 4), ("d", ColumnType.Double, 8), ("de", ColumnType.Decimal, (20 << 8) | 4), ("b", ColumnType.Bit, 10),
            ("da", ColumnType.Date, 0), ("t", ColumnType.Time2, 2), ("dt", ColumnType.DateTime2, 4), ("ts", ColumnType.Timestamp2, 6),
            ("c", ColumnType.String, 10), ("cb", ColumnType.String, 1020), ("vc", ColumnType.VarChar, 1200), ("bi", ColumnType.String, 4),
            ("vb", ColumnType.VarChar, 300), ("tx", ColumnType.Blob, 2), ("bl", ColumnType.Blob, 4), ("e", ColumnType.Enum, 1), ("s", ColumnType.Set, 1),
            ("g", ColumnType.Geometry, 4), ("p", ColumnType.Geometry, 4), ("inv", ColumnType.Long, 0), ("gs", ColumnType.Long, 0),
        })
        {
            AssertShape(map, name, type, meta);
        }
    }

    private static void AssertShape(TableMapModel map, string name, ColumnType type, int meta, bool isCompressed = false) =>
        Assert.Equal(new TableMapColumn(type, meta, isCompressed), map.Columns[map.Metadata!.Names.IndexOf(name)]);

    private static void AssertSet(IEnumerable<string> names, IEnumerable<bool> flags, params string[] expected) =>
        Assert.Equal(expected, names.Zip(flags).Where(p => p.Second).Select(p => p.First));

    private static void AssertNumbers(IEnumerable<string> names, IEnumerable<int> numbers, int none, params (string, int)[] expected) =>
        Assert.Equal(expected, names.Zip(numbers).Where(p => p.Second != none));

    private static void AssertMembers(TableMapMetadata metadata)
    {
        var found = metadata.Names.Zip(metadata.Members).Where(p => p.Second is not null)
            .Select(p => $"{p.First}: {string.Join('|', p.Second!.Value.Select(Encoding.Latin1.GetString))}");
        Assert.Equal(["e: a|ü,b", "s: x|y|z"], found);
    }

    private static TableMapModel Map(string sample, string table) => new BinlogSample(sample).Read().Where(e => e.Type == BinlogEventType.TableMap)
        .Select(e => new TableMapCache().Read(e.Body, out _, e.Format)).First(m => m.Id.Table == table);

    private static TableMapModel Read(byte[] types, byte[] data, byte[] metadata, bool isMariaDb = false) => TableMapReader.Read(
        [1, (byte)'d', 0, 1, (byte)'t', 0, (byte)types.Length, .. types, (byte)data.Length, .. data, .. new byte[(types.Length + 7) / 8], .. metadata], isMariaDb);

    private static string Code(byte[] types, byte[] data, byte[] metadata) => Assert.Throws<ConnectException>(() => Read(types, data, metadata)).Code;
}

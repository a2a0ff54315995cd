using System.Numerics;
using System.Text;
using ConnectRuntime.Jdbc.Tests.Rig;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Jdbc.Tests.Types;

/// <summary>Every type with its extremes, as psql prints what came out.</summary>
public class TypeTests(PostgresFixture postgres)
{
    private static readonly RecordSchema Millis = SchemaBuilder.Timestamp(TimeUnit.Millis).Build();
    private static readonly RecordSchema Micros = SchemaBuilder.Timestamp(TimeUnit.Micros).Build();
    private static readonly RecordSchema Nanos = SchemaBuilder.Timestamp(TimeUnit.Nanos).Build();

    [Fact]
    public async Task Numbers()
    {
        await using var rig = await StartAsync();
        var types = new TypeRig(rig);
        await types.CreatedAsync(RecordSchema.Boolean, "boolean", (true, "t"), (false, "f"));
        await types.CreatedAsync(RecordSchema.Int8, "smallint", ((sbyte)-128, "-128"), ((sbyte)127, "127"));
        await types.CreatedAsync(RecordSchema.Int16, "smallint", (short.MinValue, "-32768"), (short.MaxValue, "32767"));
        await types.CreatedAsync(RecordSchema.Int32, "integer", (int.MinValue, "-2147483648"), (int.MaxValue, "2147483647"), (0, "0"));
        await types.CreatedAsync(RecordSchema.Int64, "bigint", (long.MinValue, "-9223372036854775808"), (long.MaxValue, "9223372036854775807"));
        await types.CreatedAsync(
            RecordSchema.Float32, "real", (float.NaN, "NaN"), (float.PositiveInfinity, "Infinity"), (float.NegativeInfinity, "-Infinity"),
            (float.MaxValue, "3.4028235e+38"), (float.Epsilon, "1e-45"), (-0f, "-0"), (1.5f, "1.5"));
        await types.CreatedAsync(
            RecordSchema.Float64, "double precision", (double.NaN, "NaN"), (double.NegativeInfinity, "-Infinity"),
            (double.MaxValue, "1.7976931348623157e+308"), (double.Epsilon, "5e-324"), (0.1, "0.1"));
    }

    [Fact]
    public async Task Decimals()
    {
        await using var rig = await StartAsync();
        var types = new TypeRig(rig);
        var nines = BigInteger.Pow(10, 65) - 1;
        await types.CreatedAsync(
            SchemaBuilder.Decimal(65, 30).Build(), "numeric(65,30)",
            (nines, new string('9', 35) + "." + new string('9', 30)), (-nines, "-" + new string('9', 35) + "." + new string('9', 30)),
            (BigInteger.Zero, "0." + new string('0', 30)), (BigInteger.One, "0." + new string('0', 29) + "1"));
        await types.CreatedAsync(
            SchemaBuilder.Decimal(10, 2).Build(), "numeric(10,2)",
            (new BigInteger(1), "0.01"), (new BigInteger(-12345), "-123.45"), (new BigInteger(9999999999), "99999999.99"), (new BigInteger(100000000), "1000000.00"));
        await types.CreatedAsync(
            SchemaBuilder.Decimal(0, 0).Build(), "numeric",
            (new BigInteger(long.MinValue), "-9223372036854775808"), (BigInteger.Pow(2, 127), "170141183460469231731687303715884105728"),
            (-BigInteger.Pow(2, 64), "-18446744073709551616"), (BigInteger.Pow(10, 300), "1" + new string('0', 300)), (new BigInteger(10000), "10000"));
        await types.CreatedAsync(SchemaBuilder.Decimal(5, -3).Build(), "numeric", (new BigInteger(12), "12000"), (new BigInteger(-7), "-7000"));
        await types.CreatedAsync(SchemaBuilder.Decimal(5, 7).Build(), "numeric", (new BigInteger(12), "0.0000012"));
        await types.ExistingAsync(SchemaBuilder.Decimal(10, 4).Build(), "numeric(6,1)", (new BigInteger(12000), "1.2"), (new BigInteger(999990000), "99999.0"));
        await types.RefusedAsync(SchemaBuilder.Decimal(10, 4).Build(), "numeric(6,1)", "JDB003", new BigInteger(12001), new BigInteger(1000000000));
        var variable = SchemaBuilder.Struct("io.debezium.data.VariableScaleDecimal").Field("scale", RecordSchema.Int32).Field("value", RecordSchema.Bytes).Build();
        await types.CreatedAsync(
            variable, "numeric", (new object?[] { 3, new BigInteger(-1500).ToByteArray(isBigEndian: true) }, "-1.500"),
            (new object?[] { -2, new byte[] { 5 } }, "500"));
    }

    [Fact]
    public async Task Text_and_bytes()
    {
        await using var rig = await StartAsync();
        var types = new TypeRig(rig);
        await types.CreatedAsync(
            RecordSchema.String, "text", ("", ""), ("ä€😀", "ä€😀"), ("a'b\"c\\d", "a'b\"c\\d"), ("\t", "\t"), (@"\N", @"\N"));
        await types.CreatedAsync(RecordSchema.Bytes, "bytea", (Array.Empty<byte>(), @"\x"), (new byte[] { 0, 255, 10 }, @"\x00ff0a"));
        await types.ExistingAsync(RecordSchema.String, "varchar(3)", ("äöü", "äöü"), ("😀😀😀", "😀😀😀"), ("ab   ", "ab "));
        await types.RefusedAsync(RecordSchema.String, "varchar(3)", "JDB005", "abcd", "äöüß");
        await types.RefusedAsync(RecordSchema.String, "text", "JDB004", "a\0b", "\0");
        await types.RefusedAsync(RecordSchema.String, "text", "JDB007", new byte[] { 0x61, 0xC3 }, new byte[] { 0xFF });
        await types.ExistingAsync(RecordSchema.String, "char(4)", ("ab", "ab  "));
        var huge = new string('x', 1000);
        await types.CreatedAsync(RecordSchema.String, "text", (huge, huge));
    }

    [Fact]
    public async Task Dates_and_times()
    {
        await using var rig = await StartAsync();
        var types = new TypeRig(rig);
        await types.CreatedAsync(
            SchemaBuilder.Date().Build(), "date", (-719162, "0001-01-01"), (2932896, "9999-12-31"), (0, "1970-01-01"), (-1, "1969-12-31"), (11016, "2000-02-29"));
        await types.CreatedAsync(SchemaBuilder.Time(TimeUnit.Millis).Build(), "time(3) without time zone", (0, "00:00:00"), (86_399_999, "23:59:59.999"));
        await types.CreatedAsync(
            SchemaBuilder.Time(TimeUnit.Micros).Build(), "time(6) without time zone", (86_399_999_999L, "23:59:59.999999"), (86_400_000_000L, "24:00:00"));
        await types.CreatedAsync(SchemaBuilder.Time(TimeUnit.Nanos).Build(), "time(6) without time zone", (1_999L, "00:00:00.000001"));
        await types.CreatedAsync(
            Millis, "timestamp(3) with time zone", (-62_135_596_800_000L, "0001-01-01 00:00:00+00"), (253_402_300_799_999L, "9999-12-31 23:59:59.999+00"),
            (-1L, "1969-12-31 23:59:59.999+00"));
        await types.CreatedAsync(Micros, "timestamp(6) with time zone", (1_700_000_000_123_456L, "2023-11-14 22:13:20.123456+00"));
        await types.CreatedAsync(Nanos, "timestamp(6) with time zone", (1_700_000_000_123_456_999L, "2023-11-14 22:13:20.123456+00"), (-1L, "1969-12-31 23:59:59.999999+00"));
        var local = SchemaBuilder.Of(FieldKind.Int64).Name("io.debezium.time.MicroTimestamp").Build();
        await types.CreatedAsync(local, "timestamp(6) without time zone", (0L, "1970-01-01 00:00:00"), (-62_135_596_800_000_000L, "0001-01-01 00:00:00"));
        var zoned = SchemaBuilder.Of(FieldKind.String).Name("io.debezium.time.ZonedTimestamp").Build();
        await types.CreatedAsync(
            zoned, "timestamp with time zone", ("2024-02-29T23:59:59.123456Z", "2024-02-29 23:59:59.123456+00"), ("2024-01-01T00:00:00+02:00", "2023-12-31 22:00:00+00"),
            ("0001-01-01T00:00:00Z", "0001-01-01 00:00:00+00"), ("9999-12-31T23:59:59.999999Z", "9999-12-31 23:59:59.999999+00"), ("2020-06-30T12:00-05:30", "2020-06-30 17:30:00+00"));
        await types.RefusedAsync(zoned, "timestamptz", "JDB003", "yesterday", "2023-02-29T00:00:00Z", "2024-01-01T00:00:00", "2024-01-01T25:00:00Z");
        await types.CreatedAsync(SchemaBuilder.Of(FieldKind.Int32).Name("io.debezium.time.Year").Build(), "integer", (2024, "2024"));
    }

    [Fact]
    public async Task Times_into_other_columns()
    {
        await using var rig = await StartAsync(("db.timezone", "Europe/Berlin"));
        var types = new TypeRig(rig);
        await rig.QueryAsync("ALTER DATABASE \"" + rig.Database.Split("Database=")[1] + "\" SET timezone = 'UTC'");
        await types.ExistingAsync(Micros, "timestamp", (1_700_000_000_000_000L, "2023-11-14 23:13:20"), (1_689_000_000_000_000L, "2023-07-10 16:40:00"));
        var local = SchemaBuilder.Of(FieldKind.Int64).Name("io.debezium.time.Timestamp").Build();
        await types.ExistingAsync(local, "timestamptz", (1_700_000_000_000L, "2023-11-14 21:13:20+00"), (1_689_000_000_000L, "2023-07-10 12:40:00+00"));
        await types.ExistingAsync(local, "date", (1_699_920_000_000L, "2023-11-14"));
        await types.RefusedAsync(local, "date", "JDB003", 1_699_920_000_001L);
        await types.ExistingAsync(SchemaBuilder.Time(TimeUnit.Micros).Build(), "interval", (-3_020_399_000_000L, "-838:59:59"), (1L, "00:00:00.000001"));
        await types.RefusedAsync(SchemaBuilder.Time(TimeUnit.Micros).Build(), "time", "JDB003", -1L, 86_400_000_001L);
        await types.ExistingAsync(SchemaBuilder.Date().Build(), "timestamp", (19_000, "2022-01-08 00:00:00"));
        await types.ExistingAsync(Micros, "timestamptz", (long.MaxValue, "294247-01-10 04:00:54.775807+00"));
        await types.RefusedAsync(Micros, "timestamptz", "JDB003", long.MinValue);
        await types.RefusedAsync(Millis, "timestamptz", "JDB003", long.MaxValue);
        await types.RefusedAsync(SchemaBuilder.Date().Build(), "date", "JDB003", int.MaxValue);
        await types.ExistingAsync(
            Micros, "text", (1_700_000_000_123_400L, "2023-11-14 22:13:20.1234+00"), (-1L, "1969-12-31 23:59:59.999999+00"));
        await types.ExistingAsync(SchemaBuilder.Date().Build(), "text", (-719162, "0001-01-01"), (2932896, "9999-12-31"));
    }

    [Fact]
    public async Task Exact_or_refused()
    {
        await using var rig = await StartAsync();
        var types = new TypeRig(rig);
        await types.ExistingAsync(RecordSchema.Int64, "int", (int.MaxValue + 0L, "2147483647"));
        await types.RefusedAsync(RecordSchema.Int64, "int", "JDB003", int.MaxValue + 1L, long.MinValue);
        await types.RefusedAsync(RecordSchema.Int32, "smallint", "JDB003", 32768, -32769);
        await types.ExistingAsync(RecordSchema.Int64, "numeric(22,3)", (long.MinValue, "-9223372036854775808.000"), (0L, "0.000"));
        await types.RefusedAsync(RecordSchema.Int64, "numeric(4,1)", "JDB003", 1000L);
        await types.ExistingAsync(RecordSchema.Int64, "text", (long.MinValue, "-9223372036854775808"));
        await types.ExistingAsync(RecordSchema.Int64, "double precision", (1L << 53, "9.007199254740992e+15"));
        await types.RefusedAsync(RecordSchema.Int64, "double precision", "JDB003", (1L << 53) + 1, long.MaxValue);
        await types.ExistingAsync(RecordSchema.Int32, "boolean", (1, "t"), (0, "f"));
        await types.RefusedAsync(RecordSchema.Int32, "boolean", "JDB003", 2);
        await types.ExistingAsync(RecordSchema.Boolean, "int", (true, "1"));
        await types.ExistingAsync(RecordSchema.Boolean, "text", (true, "true"));
        await types.ExistingAsync(RecordSchema.Float64, "bigint", (-4.0, "-4"));
        await types.RefusedAsync(RecordSchema.Float64, "bigint", "JDB003", 0.5, double.NaN, 1e19);
        await types.RefusedAsync(RecordSchema.Float64, "real", "JDB003", 1e300);
        await types.ExistingAsync(SchemaBuilder.Decimal(20, 2).Build(), "bigint", (new BigInteger(-1200), "-12"));
        await types.RefusedAsync(SchemaBuilder.Decimal(20, 2).Build(), "bigint", "JDB003", new BigInteger(1201), BigInteger.Pow(10, 30));
        await types.ExistingAsync(SchemaBuilder.Decimal(20, 2).Build(), "double precision", (new BigInteger(10), "0.1"));
        await types.ExistingAsync(SchemaBuilder.Decimal(20, 2).Build(), "text", (new BigInteger(-5), "-0.05"));
        await types.ExistingAsync(RecordSchema.Float64, "numeric", (0.1, "0.1"), (double.NaN, "NaN"));
        await types.ExistingAsync(RecordSchema.String, "int", ("42", "42"));
        await types.RefusedAsync(RecordSchema.String, "int", "JDB007", "x");
    }

    [Fact]
    public async Task Special_columns()
    {
        await using var rig = await StartAsync();
        var types = new TypeRig(rig);
        await types.CreatedAsync(
            SchemaBuilder.Uuid().Build(), "uuid", ("00112233-4455-6677-8899-AABBCCDDEEFF", "00112233-4455-6677-8899-aabbccddeeff"),
            ("00112233445566778899aabbccddeeff", "00112233-4455-6677-8899-aabbccddeeff"));
        await types.RefusedAsync(SchemaBuilder.Uuid().Build(), "uuid", "JDB003", "0011", "g0112233-4455-6677-8899-aabbccddeeff");
        await types.CreatedAsync(SchemaBuilder.Of(FieldKind.String).Name("io.debezium.data.Json").Build(), "json", ("{\"b\":1, \"a\":2.0}", "{\"b\":1, \"a\":2.0}"));
        await types.ExistingAsync(SchemaBuilder.Of(FieldKind.String).Name("io.debezium.data.Json").Build(), "jsonb", ("{\"b\":1, \"a\":2.0}", "{\"a\": 2.0, \"b\": 1}"));
        await types.RefusedAsync(SchemaBuilder.Of(FieldKind.String).Name("io.debezium.data.Json").Build(), "jsonb", "JDB007", "{");
        var bits = SchemaBuilder.Of(FieldKind.Bytes).Name("io.debezium.data.Bits").Parameter("length", "10").Build();
        await types.CreatedAsync(bits, "bit(10)", (new byte[] { 0x05, 0x02 }, "1000000101"), (new byte[] { 1 }, "0000000001"));
        await types.RefusedAsync(bits, "bit(10)", "JDB003", new byte[] { 0, 4 });
        await types.CreatedAsync(SchemaBuilder.Array(RecordSchema.Int32).Build(), "integer[]", (new object?[] { 1, null, -3 }, "{1,NULL,-3}"), (Array.Empty<object?>(), "{}"));
        await types.CreatedAsync(SchemaBuilder.Array(RecordSchema.String).Build(), "text[]", (new object?[] { "a,b", "\"" }, "{\"a,b\",\"\\\"\"}"));
        await types.CreatedAsync(
            SchemaBuilder.Array(SchemaBuilder.Decimal(6, 2).Build()).Build(), "numeric(6,2)[]", (new object?[] { new BigInteger(150) }, "{1.50}"));
        var point = Streams.Struct(("x", RecordSchema.Int32), ("y", Streams.Optional(RecordSchema.String)));
        await types.CreatedAsync(point, "jsonb", (new object?[] { 1, "ä" }, "{\"x\": 1, \"y\": \"ä\"}"));
        await types.CreatedAsync(SchemaBuilder.Map(RecordSchema.Int32).Build(), "jsonb", (new object?[] { "k", 7 }, "{\"k\": 7}"));
        await types.CreatedAsync(SchemaBuilder.Array(point).Build(), "jsonb", (new object?[] { new object?[] { 1, null } }, "[{\"x\": 1, \"y\": null}]"));
    }

    [Fact]
    public async Task Columns_of_types_without_a_way_of_their_own_are_cast()
    {
        await using var rig = await StartAsync();
        var types = new TypeRig(rig);
        await rig.QueryAsync("CREATE TYPE mood AS ENUM ('ok', 'sad'); CREATE DOMAIN small AS int CHECK (VALUE < 10); CREATE DOMAIN smaller AS small");
        await types.ExistingAsync(RecordSchema.String, "mood", ("sad", "sad"));
        await types.RefusedAsync(RecordSchema.String, "mood", "JDB007", "angry");
        await types.ExistingAsync(RecordSchema.Int64, "smaller", (9L, "9"));
        await types.RefusedAsync(RecordSchema.Int64, "smaller", "JDB007", 10L);
        await types.ExistingAsync(RecordSchema.String, "inet", ("10.0.0.1/8", "10.0.0.1/8"));
        await types.ExistingAsync(RecordSchema.String, "interval", ("1 day", "1 day"));
        await types.ExistingAsync(RecordSchema.String, "xml", ("<a/>", "<a/>"));
        await types.ExistingAsync(RecordSchema.String, "int[]", ("{1,2}", "{1,2}"));
        await types.ExistingAsync(RecordSchema.String, "date", ("2024-01-02", "2024-01-02"));
        await types.ExistingAsync(RecordSchema.String, "boolean", ("yes", "t"));
        await types.ExistingAsync(RecordSchema.Bytes, "uuid", (Convert.FromHexString("00112233445566778899aabbccddeeff"), "00112233-4455-6677-8899-aabbccddeeff"));
        await types.ExistingAsync(RecordSchema.String, "bytea", ("é", "\\x" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes("é"))));
    }

    private async Task<SinkRig> StartAsync(params (string, string)[] options) => await SinkRig.StartAsync(await postgres.ServerAsync(), "SET client_min_messages = error", options);
}

using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Values.Json;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Json;

/// <summary>Binary documents whose bytes were put together by hand.</summary>
public sealed class BinaryJsonTests
{
    [Theory]
    [InlineData("", "null")]
    [InlineData("0400", "null")]
    [InlineData("0401", "true")]
    [InlineData("0402", "false")]
    [InlineData("05FFFF", "-1")]
    [InlineData("06FFFF", "65535")]
    [InlineData("0700000080", "-2147483648")]
    [InlineData("08FFFFFFFF", "4294967295")]
    [InlineData("090000000000000080", "-9223372036854775808")]
    [InlineData("0AFFFFFFFFFFFFFFFF", "18446744073709551615")]
    [InlineData("0B000000000000F03F", "1.0")]
    [InlineData("0B0000000000000080", "-0.0")]
    [InlineData("0B7DC39425AD49B254", "1e100")]
    [InlineData("0C00", "\"\"")]
    [InlineData("0C0761225C08090A1F", """
        "a\"\\\b\t\n\u001f"
        """)]
    [InlineData("0FF60403028132", "1.50")]
    [InlineData("0FF60301017A", "-0.5")]
    [InlineData("0F0B080000000591CBFFFF", "\"-838:59:59.000000\"")]
    [InlineData("0F0B08FFFFFFFFFFFFFFFF", "\"-00:00:00.000001\"")]
    [InlineData("0F0C0840E201FA7EBBB219", "\"2024-02-29 23:59:58.123456\"")]
    [InlineData("0F070840E201FA7EBBB219", "\"2024-02-29 23:59:58.123456\"")]
    [InlineData("0F0A080000000000BAB219", "\"2024-02-29\"")]
    [InlineData("0F0F0200FF", "\"base64:type15:AP8=\"")]
    [InlineData("0FFC00", "\"base64:type252:\"")]
    [InlineData("000200160012000100130001000C140005010061620178", """{"a":"x","b":1}""")]
    [InlineData("0200000400", "[]")]
    [InlineData("0000000400", "{}")]
    [InlineData("03010000000D00000007FFFFFFFF", "[-1]")]
    [InlineData("0200000700020400", "[]")]
    public void A_document_has_the_text_that_its_bytes_say(string hex, string text) =>
        Assert.Equal(text, JsonTexts.Binary(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("04")]
    [InlineData("0403")]
    [InlineData("05FF")]
    [InlineData("0D0000")]
    [InlineData("0B000000000000F07F")]
    [InlineData("0C0561")]
    [InlineData("0CFFFFFFFFFF")]
    [InlineData("0C01FF")]
    [InlineData("0C03EDA080")]
    [InlineData("0F")]
    [InlineData("0FF60403058132")]
    [InlineData("0FF603030281")]
    [InlineData("0FF60403028164")]
    [InlineData("0F0B0400000000")]
    [InlineData("02FFFF0400")]
    [InlineData("0200000500")]
    [InlineData("020100070002FFFF")]
    [InlineData("0001000B00FF00010004010000")]
    public void Damaged_bytes_are_a_data_error(string hex) => Refused(hex);

    [Fact]
    public void Values_nest_as_deep_as_the_server_allows_and_not_without_end()
    {
        Assert.Equal(new string('[', 100) + new string(']', 100), JsonTexts.Binary(Nested(100)));
        Refused(Convert.ToHexString(Nested(JsonValueWriter.MaxDepth + 1)));

        // Its only value is the array itself.
        Refused("0201000700020000");
    }

    [Fact]
    public void Many_entries_for_one_value_do_not_multiply_it()
    {
        const int count = 10_000;
        const int length = 20_000;
        var head = 4 + (3 * count);
        List<byte> document = [2, .. Short(count), .. Short(head + 3 + length)];
        for (var i = 0; i < count; i++)
        {
            document.AddRange([(byte)JsonType.String, .. Short(head)]);
        }

        document.AddRange([(length & 0x7F) | 0x80, ((length >> 7) & 0x7F) | 0x80, length >> 14, .. Enumerable.Repeat((byte)'x', length)]);
        var batch = new RecordBatch();
        var error = Assert.Throws<ConnectException>(() => BinaryJson.Write(document.ToArray(), batch));
        Assert.Equal("MYJ001", error.Code);
        Assert.True(batch.ArenaLength < 4 * document.Count);
    }

    [Theory]
    [InlineData("{\"a\": [1, 2, \" , : \\\" \", {}], \"b c\": null}", "{\"a\":[1,2,\" , : \\\" \",{}],\"b c\":null}")]
    [InlineData("\"x \\\\\"", "\"x \\\\\"")]
    [InlineData("12", "12")]
    [InlineData("", "")]
    public void The_servers_text_loses_the_spaces_between_its_parts_alone(string text, string expected) => Assert.Equal(expected, JsonTexts.Server(text));

    [Theory]
    [InlineData("\"abc")]
    [InlineData("{\"a\\\"")]
    [InlineData("\"\\")]
    public void A_text_without_an_end_is_a_data_error(string text) =>
        Assert.Equal("MYJ001", Assert.Throws<ConnectException>(() => JsonTexts.Server(text)).Code);

    [Fact]
    public void Doubles_keep_their_value()
    {
        var seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        Span<byte> text = stackalloc byte[JsonDouble.MaxLength];
        for (var i = 0; i < 200_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsFinite(value))
            {
                var length = JsonDouble.Write(value, text);
                Assert.Equal(value, double.Parse(text[..length], System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    private static byte[] Nested(int levels)
    {
        byte[] inner = [0, 0, 4, 0];
        for (var i = 1; i < levels; i++)
        {
            inner = [1, 0, .. Short(7 + inner.Length), 2, 7, 0, .. inner];
        }

        return [2, .. inner];
    }

    private static byte[] Short(int number) => [(byte)number, (byte)(number >> 8)];

    private static void Refused(string hex)
    {
        var error = Assert.Throws<ConnectException>(() => JsonTexts.Binary(Convert.FromHexString(hex)));
        Assert.Equal(ErrorKind.Data, error.Kind);
        Assert.Equal("MYJ001", error.Code);
    }
}

using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Values.Json;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Json;

/// <summary>Differences whose bytes were put together by hand.</summary>
public sealed class PartialJsonTests
{
    // {"a":"x","b":1}
    private const string Object = "000200160012000100130001000C140005010061620178";

    // {"a":[5,6]}
    private const string Array = "0001001600" + "0B000100" + "020C00" + "61" + "02000A00" + "050500" + "050600";

    [Theory]
    [InlineData(Object, "00 03 $.b 03 05 07 00", """{"a":"x","b":7}""")]
    [InlineData(Object, "00 05 $.\"a\" 02 04 00", """{"a":null,"b":1}""")]
    [InlineData(Object, "00 0A $.\"\\u0061\" 02 04 00", """{"a":null,"b":1}""")]
    [InlineData(Object, "01 03 $.c 02 04 01", """{"a":"x","b":1,"c":true}""")]
    [InlineData(Object, "01 03 $.A 02 04 01", """{"A":true,"a":"x","b":1}""")]
    [InlineData(Object, "01 06 $.\"\\n\" 02 04 01", """{"\n":true,"a":"x","b":1}""")]
    [InlineData(Object, "01 05 $.abc 02 04 01 01 04 $.zz 02 04 02", """{"a":"x","b":1,"zz":false,"abc":true}""")]
    [InlineData(Object, "02 03 $.a", """{"b":1}""")]
    [InlineData(Object, "02 03 $.a 02 03 $.b", "{}")]
    [InlineData(Object, "00 01 $ 02 04 01", "true")]
    [InlineData(Object, "00 01 $ 05 02 00 00 04 00 01 04 $[0] 02 04 01", "[true]")]
    [InlineData(Array, "00 06 $.a[0] 02 04 01", """{"a":[true,6]}""")]
    [InlineData(Array, "01 06 $.a[1] 02 04 01", """{"a":[5,true,6]}""")]
    [InlineData(Array, "01 06 $.a[2] 02 04 01", """{"a":[5,6,true]}""")]
    [InlineData(Array, "01 06 $.a[9] 02 04 01", """{"a":[5,6,true]}""")]
    [InlineData(Array, "02 09 $.a[last]", """{"a":[5]}""")]
    [InlineData(Array, "02 0B $.a[last-1]", """{"a":[6]}""")]
    [InlineData(Array, "02 06 $.a[0] 02 06 $.a[0] 01 06 $.a[0] 02 04 01", """{"a":[true]}""")]
    [InlineData(Array, "00 03 $.a FC 02 00 04 01", """{"a":true}""")]
    [InlineData(Array, "", """{"a":[5,6]}""")]
    public void A_difference_changes_its_place_alone(string before, string diffs, string after) =>
        Assert.Equal(after, JsonTexts.Patched(new PartialJson(), Convert.FromHexString(before), Bytes(diffs)));

    [Theory]
    [InlineData(Object, "00 03 $.z 02 04 01")]
    [InlineData(Object, "01 03 $.a 02 04 01")]
    [InlineData(Object, "02 03 $.z")]
    [InlineData(Object, "02 01 $")]
    [InlineData(Object, "01 01 $ 02 04 01")]
    [InlineData(Object, "00 05 $.b.c 02 04 01")]
    [InlineData(Object, "00 04 $[0] 02 04 01")]
    [InlineData(Array, "00 06 $.a[2] 02 04 01")]
    [InlineData(Array, "00 06 $.a[x] 02 04 01")]
    [InlineData(Array, "02 06 $.a[2]")]
    [InlineData(Array, "02 0B $.a[last-2]")]
    [InlineData(Array, "00 05 $.a.b 02 04 01")]
    [InlineData(Object, "03 03 $.a")]
    [InlineData(Object, "02 04 $.a")]
    [InlineData(Object, "02 03 x.a")]
    [InlineData(Object, "02 02 $a")]
    [InlineData(Object, "02 04 $.\"a")]
    [InlineData(Object, "00 03 $.a")]
    [InlineData(Object, "00 03 $.a 00")]
    [InlineData(Object, "00 03 $.a FB")]
    [InlineData(Object, "00 FE FF FF FF FF FF FF FF FF")]
    public void A_difference_that_has_no_place_is_a_data_error(string before, string diffs)
    {
        var error = Assert.Throws<ConnectException>(
            () => new PartialJson().Write(Convert.FromHexString(before), Bytes(diffs), new RecordBatch()));
        Assert.Equal(ErrorKind.Data, error.Kind);
        Assert.Equal("MYJ002", error.Code);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("02 00", 1)]
    [InlineData("01", 1)]
    [InlineData("01 00", 9)]
    public void A_damaged_beginning_of_a_row_is_a_data_error(string hex, int jsonColumns)
    {
        var bytes = Bytes(hex);
        Assert.Equal("MYJ002", Assert.Throws<ConnectException>(() => PartialImage.Read(bytes, jsonColumns).Length).Code);
    }

    [Fact]
    public void The_beginning_of_a_row_says_which_documents_are_partial()
    {
        var image = PartialImage.Read(Bytes("01 02 01 00"), 9);
        Assert.Equal((3, true, false, true, true), (image.Length, image.IsPartial, image[0], image[1], image[8]));
        var plain = PartialImage.Read(Bytes("00 FF"), 9);
        Assert.Equal((1, false, false), (plain.Length, plain.IsPartial, plain[0]));
    }

    [Fact]
    public void An_update_that_begins_with_a_whole_document_needs_no_other()
    {
        var batch = new RecordBatch();
        var partial = new PartialJson();
        Assert.Equal(Cell.Unavailable, partial.WriteWithoutBefore(Bytes("00 03 $.a 02 04 01"), batch));
        Assert.Equal(Cell.Unavailable, partial.WriteWithoutBefore([], batch));
        Assert.Equal("[true]", Encoding.UTF8.GetString(batch[partial.WriteWithoutBefore(Bytes("00 01 $ 05 02 00 00 04 00 01 04 $[0] 02 04 01"), batch)]));
    }

    [Fact]
    public void Nothing_is_allocated_once_it_is_warm()
    {
        var before = Convert.FromHexString(Object);
        var diffs = Bytes("00 03 $.b 03 05 07 00 01 03 $.c 02 04 01");
        var text = "{\"a\": [1, 2, \"x y\"]}"u8.ToArray();
        var partial = new PartialJson();
        var batch = new RecordBatch();
        var allocated = 0L;
        for (var round = 0; round < 3; round++)
        {
            allocated = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                batch.Clear();
                BinaryJson.Write(before, batch);
                ServerJson.Write(text, batch);
                partial.Write(before, diffs, batch);
            }

            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        }

        Assert.Equal(0, allocated);
    }

    // Pairs of digits are bytes, what begins with $ or x is text.
    private static byte[] Bytes(string diffs)
    {
        var parts = diffs.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. parts.SelectMany(part => part[0] is '$' or 'x' ? Encoding.UTF8.GetBytes(part) : Convert.FromHexString(part))];
    }
}

using System.Text;
using ConnectRuntime.MySql.Values.Texts;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Values;

public class TextCellsTests
{
    /// <summary>Every short length, at every distance to the end of the bytes, with other bytes before and behind it.</summary>
    [Fact]
    public void Short_text_is_cut_out_of_its_bytes()
    {
        var batch = new RecordBatch();
        for (var length = 0; length < 40; length++)
        {
            for (var behind = 0; behind < 36; behind++)
            {
                for (var at = -1; at < length; at++)
                {
                    // One character of three bytes begins at each place, or none does.
                    var text = at < 0 ? Ascii(length) : Ascii(at) + "€" + Ascii(Math.Max(0, length - at - 3));
                    var utf8 = Encoding.UTF8.GetBytes(text);
                    byte[] bytes = [0xFF, 0xC3, .. utf8, .. Enumerable.Repeat((byte)0xE2, behind)];
                    var before = batch.ArenaLength;
                    var cell = TextCells.OfUtf8(batch, bytes, 2, utf8.Length);
                    Assert.Equal((FieldKind.String, before, utf8.Length), (cell.Kind, cell.Start, batch.ArenaLength - before));
                    Assert.True(batch[cell].SequenceEqual(utf8), text);
                }
            }
        }
    }

    [Theory]
    [InlineData(5, 8)]
    [InlineData(60, 8)]
    public void A_text_that_ends_behind_its_bytes_is_refused(int length, int start) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TextCells.OfUtf8(new RecordBatch(), new byte[12], start, length));

    [Fact]
    public void What_is_no_text_is_mended()
    {
        var batch = new RecordBatch();
        byte[] bytes = [(byte)'a', 0xED, 0xA0, 0x80, (byte)'b', .. new byte[40]];
        Assert.Equal("a\uFFFD\uFFFD\uFFFDb", Encoding.UTF8.GetString(batch[TextCells.OfUtf8(batch, bytes, 0, 5)]));
    }

    private static string Ascii(int length) => string.Concat(Enumerable.Range(0, length).Select(i => (char)('a' + (i % 26))));
}

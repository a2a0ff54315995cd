using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Texts;

/// <summary>The cells of text.</summary>
internal static class TextCells
{
    /// <summary>Text in UTF-8, which is copied. MariaDB lets half a pair of surrogates through, which is no UTF-8 and becomes U+FFFD.</summary>
    public static Cell OfUtf8(RecordBatch batch, ReadOnlySpan<byte> text) =>
        Utf8.IsValid(text) ? Cell.Text(batch.AddBytes(text), text.Length) : Repaired(batch, text);

    /// <summary>Text in UTF-8 that lies among other bytes, which is copied: short ASCII is checked and copied in one go.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The bytes end before the text.</exception>
    public static Cell OfUtf8(RecordBatch batch, ReadOnlySpan<byte> bytes, int start, int length)
    {
        if (length <= Vector256<byte>.Count && start <= bytes.Length - Vector256<byte>.Count)
        {
            var block = Vector256.Create(bytes[start..]);
            if ((block.ExtractMostSignificantBits() & ((1UL << length) - 1)) == 0)
            {
                block.CopyTo(batch.Reserve(Vector256<byte>.Count));
                return Cell.Text(batch.Advance(length), length);
            }
        }

        return OfUtf8(batch, bytes.Slice(start, length));
    }

    /// <summary>Text in a character set.</summary>
    public static Cell Of(RecordBatch batch, MySqlCharset charset, ReadOnlySpan<byte> text)
    {
        if (charset.IsUtf8)
        {
            return OfUtf8(batch, text);
        }

        var length = charset.ToUtf8(text, batch.Reserve(charset.MaxUtf8Length(text.Length)));
        return Cell.Text(batch.Advance(length), length);
    }

    private static Cell Repaired(RecordBatch batch, ReadOnlySpan<byte> text)
    {
        var utf8 = batch.Reserve(checked(3 * text.Length));
        var length = 0;
        while (text.Length > 0)
        {
            Rune.DecodeFromUtf8(text, out var rune, out var consumed);
            length += rune.EncodeToUtf8(utf8[length..]);
            text = text[consumed..];
        }

        return Cell.Text(batch.Advance(length), length);
    }
}

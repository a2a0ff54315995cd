using System.Buffers.Text;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Texts;

/// <summary>The cells of bytes: as they are, or as text.</summary>
internal static class BinaryCells
{
    /// <summary>Bytes, followed by zeros up to a length.</summary>
    public static Cell Of(ValueKind kind, RecordBatch batch, ReadOnlySpan<byte> bytes, int length = 0)
    {
        if (bytes.Length >= length)
        {
            return Write(kind, batch, bytes);
        }

        if (kind == ValueKind.Bytes)
        {
            Pad(bytes, batch.Reserve(length)[..length]);
            return Cell.Bytes(batch.Advance(length), length);
        }

        // Longer than any BINARY, CHAR of bytes or address: 255 bytes are the most.
        Span<byte> padded = stackalloc byte[256];
        length = Math.Min(length, padded.Length);
        Pad(bytes, padded[..length]);
        return Write(kind, batch, padded[..length]);
    }

    private static void Pad(ReadOnlySpan<byte> bytes, Span<byte> padded)
    {
        bytes.CopyTo(padded);
        padded[bytes.Length..].Clear();
    }

    private static Cell Write(ValueKind kind, RecordBatch batch, ReadOnlySpan<byte> bytes) => kind switch
    {
        ValueKind.Base64 => Base64Text(batch, bytes, isUrlSafe: false),
        ValueKind.Base64UrlSafe => Base64Text(batch, bytes, isUrlSafe: true),
        ValueKind.Hex => HexText(batch, bytes),
        _ => Cell.Bytes(batch.AddBytes(bytes), bytes.Length),
    };

    // Both with padding, as Java writes them.
    private static Cell Base64Text(RecordBatch batch, ReadOnlySpan<byte> bytes, bool isUrlSafe)
    {
        var text = batch.Reserve(Base64.GetMaxEncodedToUtf8Length(bytes.Length));
        Base64.EncodeToUtf8(bytes, text, out _, out var length);
        if (isUrlSafe)
        {
            text[..length].Replace((byte)'+', (byte)'-');
            text[..length].Replace((byte)'/', (byte)'_');
        }

        return Cell.Text(batch.Advance(length), length);
    }

    private static Cell HexText(RecordBatch batch, ReadOnlySpan<byte> bytes)
    {
        Convert.TryToHexStringLower(bytes, batch.Reserve(checked(2 * bytes.Length)), out var length);
        return Cell.Text(batch.Advance(length), length);
    }
}

using System.IO.Compression;
using System.Text;

namespace ConnectRuntime.Avro.Registry;

/// <summary>A text that is kept for long and read seldom, in about a tenth of its memory. Immutable.</summary>
internal readonly struct PackedText
{
    private const int Quality = 2;
    private const int WindowBits = 16;

    private readonly byte[] _packed;
    private readonly int _length;

    /// <summary>Packs a text.</summary>
    public PackedText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(bytes.Length)];
        if (!BrotliEncoder.TryCompress(bytes, packed, out var written, Quality, WindowBits))
        {
            throw new InvalidOperationException($"A text of {bytes.Length} bytes did not fit its own bound.");
        }

        _packed = packed[..written];
        _length = bytes.Length;
    }

    /// <summary>The text.</summary>
    public override string ToString()
    {
        var bytes = new byte[_length];
        return BrotliDecoder.TryDecompress(_packed, bytes, out var written) && written == _length
            ? Encoding.UTF8.GetString(bytes)
            : throw new InvalidOperationException("A packed text is damaged.");
    }
}

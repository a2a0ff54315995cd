using System.Buffers.Binary;
using System.Text;

namespace ConnectRuntime.MySql.Client.Charsets;

/// <summary>ucs2 and utf16 (big-endian), utf16le, and utf32 (big-endian). A code that is cut off or half a pair becomes U+FFFD.</summary>
internal sealed class WideCharset(string name) : MySqlCharset(name)
{
    private readonly bool _isUtf32 = name == "utf32";
    private readonly bool _isLittle = name == "utf16le";

    public override int MaxUtf8Length(int length) => _isUtf32 ? checked(length + 3) : checked((length / 2 * 3) + 3);

    public override int ToUtf8(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var at = 0;
        while (!source.IsEmpty)
        {
            var rune = _isUtf32 ? Next32(ref source) : Next16(ref source);
            at += rune.EncodeToUtf8(destination[at..]);
        }

        return at;
    }

    private static Rune Next32(ref ReadOnlySpan<byte> source)
    {
        if (source.Length < 4)
        {
            source = default;
            return Rune.ReplacementChar;
        }

        var code = BinaryPrimitives.ReadUInt32BigEndian(source);
        source = source[4..];
        return Rune.IsValid(code) ? new Rune(code) : Rune.ReplacementChar;
    }

    private Rune Next16(ref ReadOnlySpan<byte> source)
    {
        if (source.Length < 2)
        {
            source = default;
            return Rune.ReplacementChar;
        }

        var high = Unit(source);
        source = source[2..];
        if (Rune.TryCreate(high, out var rune))
        {
            return rune;
        }

        if (source.Length < 2 || !Rune.TryCreate(high, Unit(source), out rune))
        {
            return Rune.ReplacementChar;
        }

        source = source[2..];
        return rune;
    }

    private char Unit(ReadOnlySpan<byte> source) => (char)(_isLittle
        ? BinaryPrimitives.ReadUInt16LittleEndian(source)
        : BinaryPrimitives.ReadUInt16BigEndian(source));
}

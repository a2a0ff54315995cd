using System.Text;

namespace ConnectRuntime.MySql.Client.Charsets;

/// <summary>gb18030: one byte, two bytes, or four bytes whose second and fourth are digits.</summary>
internal sealed class Gb18030Charset() : MySqlCharset("gb18030")
{
    private static readonly Encoding FourBytes = CodePagesEncodingProvider.Instance.GetEncoding(
        54936, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\0"))!;

    private readonly Lazy<DoubleByteTable> _table = new(() => new DoubleByteTable("gb18030", 54936));

    public override int MaxUtf8Length(int length) => checked(length * 3);

    public override int ToUtf8(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var table = _table.Value;
        var at = 0;
        for (var i = 0; i < source.Length;)
        {
            var lead = source[i];
            if (lead < 0x80)
            {
                destination[at++] = lead;
                i++;
            }
            else if (i + 3 < source.Length && source[i + 1] is >= 0x30 and <= 0x39)
            {
                at += Four(source.Slice(i, 4)).EncodeToUtf8(destination[at..]);
                i += 4;
            }
            else
            {
                var isPair = i + 1 < source.Length && source[i + 1] >= 0x40;
                var character = isPair ? table[lead, source[i + 1]] : '\0';
                at += (character == '\0' ? Rune.ReplacementChar : new Rune(character)).EncodeToUtf8(destination[at..]);
                i += isPair ? 2 : 1;
            }
        }

        return at;
    }

    private static Rune Four(ReadOnlySpan<byte> bytes)
    {
        // The two editions of the standard swap this code with A8BC; the server follows the later one.
        if (bytes.SequenceEqual<byte>([0x81, 0x35, 0xF4, 0x37]))
        {
            return new Rune('\uE7C7');
        }

        Span<char> characters = stackalloc char[8];
        var count = FourBytes.GetChars(bytes, characters);
        return count switch
        {
            1 when characters[0] != '\0' && Rune.TryCreate(characters[0], out var rune) => rune,
            2 when Rune.TryCreate(characters[0], characters[1], out var rune) => rune,
            _ => Rune.ReplacementChar,
        };
    }
}

using System.Globalization;
using System.Text;

namespace ConnectRuntime.MySql.Client.Charsets;

/// <summary>The characters of all two-byte codes of a set: the platform's code page, corrected to what the server means.</summary>
/// <remarks>64 Ki characters, made when the set is first used; U+0000 marks a code that means nothing.</remarks>
internal sealed class DoubleByteTable
{
    private readonly char[] _characters = new char[0x8000];

    public DoubleByteTable(string charset, int codePage)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(
            codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\0"))!;
        Span<byte> bytes = stackalloc byte[2];
        Span<char> characters = stackalloc char[8];
        for (var code = 0; code < _characters.Length; code++)
        {
            bytes[0] = (byte)(0x80 | (code >> 8));
            bytes[1] = (byte)code;
            var count = encoding.GetChars(bytes, characters);
            _characters[code] = count == 1 && !char.IsSurrogate(characters[0]) ? characters[0] : '\0';
        }

        if (MultiByteDifferences.Table.TryGetValue(charset, out var differences))
        {
            Correct(differences);
        }
    }

    /// <summary>The character of a lead byte from 0x80 on and a trail byte; zero when it means nothing.</summary>
    public char this[byte lead, byte trail] => _characters[((lead & 0x7F) << 8) | trail];

    private void Correct(string differences)
    {
        foreach (var run in differences.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var code = Hex(run.AsSpan(0, 4)) & 0x7FFF;
            foreach (var character in run.AsSpan(5).Split(','))
            {
                _characters[code++] = (char)Hex(run.AsSpan(5)[character]);
            }
        }
    }

    private static int Hex(ReadOnlySpan<char> text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}

using System.Text;

namespace ConnectRuntime.MySql.Client.Charsets;

/// <summary>A set of one byte a character, as a table of each byte's UTF-8: length in the top byte, bytes below it, first one lowest.</summary>
internal sealed class SingleByteCharset : MySqlCharset
{
    private readonly uint[] _table = new uint[256];

    /// <summary>Makes it from its upper half, and pairs of ASCII characters and what stands in their place.</summary>
    public SingleByteCharset(string name, string upper, string replaced = "")
        : base(name)
    {
        for (var i = 0; i < 256; i++)
        {
            _table[i] = Encode(i < 128 ? (char)i : upper[i - 128]);
        }

        for (var i = 0; i < replaced.Length; i += 2)
        {
            _table[replaced[i]] = Encode(replaced[i + 1]);
        }
    }

    // No character of these sets lies beyond U+FFFF, so three bytes are the most.
    public override int MaxUtf8Length(int length) => checked(length * 3);

    public override int ToUtf8(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var at = 0;
        foreach (var b in source)
        {
            var entry = _table[b];
            destination[at] = (byte)entry;
            var length = (int)(entry >> 24);
            if (length > 1)
            {
                destination[at + 1] = (byte)(entry >> 8);
                if (length > 2)
                {
                    destination[at + 2] = (byte)(entry >> 16);
                }
            }

            at += length;
        }

        return at;
    }

    private static uint Encode(char character)
    {
        Span<byte> bytes = stackalloc byte[4];
        bytes.Clear();
        var length = new Rune(character).EncodeToUtf8(bytes);
        return bytes[0] | ((uint)bytes[1] << 8) | ((uint)bytes[2] << 16) | ((uint)length << 24);
    }
}

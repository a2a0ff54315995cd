using System.Text;

namespace ConnectRuntime.FlatFile.Charsets;

/// <summary>A file in a code page of one byte per character, by a table of its 256 characters.</summary>
internal sealed class SingleByteDecoding : TextDecoding
{
    private readonly byte[] _utf8 = new byte[256 * 3];
    private readonly byte[] _lengths = new byte[256];
    private readonly bool _isAscii;

    public SingleByteDecoding(Encoding encoding)
    {
        Name = encoding.WebName;
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = new DecoderReplacementFallback("\uFFFF");
        _isAscii = true;
        for (var i = 0; i < 256; i++)
        {
            var text = strict.GetString([(byte)i]);
            var target = _utf8.AsSpan(i * 3, 3);
            if (text.Length != 1 || text[0] == '\uFFFF')
            {
                target[0] = Broken;
                _lengths[i] = 1;
            }
            else
            {
                _lengths[i] = (byte)Encoding.UTF8.GetBytes(text, target);
            }

            _isAscii &= i > 127 || text == ((char)i).ToString();
        }
    }

    public override string Name { get; }

    public override int MaxUtf8(int bytes) => bytes * 3;

    public override int Decode(ReadOnlySpan<byte> raw, Span<byte> utf8, out int consumed)
    {
        consumed = raw.Length;
        var written = 0;
        for (var at = 0; at < raw.Length;)
        {
            if (_isAscii)
            {
                var rest = raw[at..];
                var plain = rest.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
                plain = plain < 0 ? rest.Length : plain;
                rest[..plain].CopyTo(utf8[written..]);
                at += plain;
                written += plain;
            }

            // Foreign letters come in words, so the table is kept to until ASCII is back for a while.
            var end = Math.Min(raw.Length, at + 32);
            for (; at < end; at++)
            {
                var from = raw[at] * 3;
                var length = _lengths[raw[at]];
                utf8[written] = _utf8[from];
                if (length > 1)
                {
                    utf8[written + 1] = _utf8[from + 1];
                    utf8[written + 2] = _utf8[from + 2];
                }

                written += length;
            }
        }

        return written;
    }

    // A code page holds characters of the basic plane only: one byte, one character.
    public override long RawLength(ReadOnlySpan<byte> utf8) => Utf8Count.Characters(utf8);
}

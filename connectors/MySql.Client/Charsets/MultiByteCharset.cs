using System.Text;

namespace ConnectRuntime.MySql.Client.Charsets;

/// <summary>The East Asian sets of one to three bytes a character.</summary>
/// <remarks>
/// <code>
/// big5, gbk, gb2312, euckr    00–7F · lead 81–FE, trail
/// sjis, cp932                 00–7F · A1–DF kana · lead 81–9F or E0–FC, trail
/// ujis, eucjpms               00–7F · 8E A1–DF kana · 8F lead trail · lead A1–FE, trail
/// </code>
/// </remarks>
internal sealed class MultiByteCharset(string name) : MySqlCharset(name)
{
    private const char FirstKana = '\uFF61';

    private readonly bool _isShiftJis = name is "sjis" or "cp932";
    private readonly bool _isEucJp = name is "ujis" or "eucjpms";
    private readonly Lazy<DoubleByteTable> _table = new(() => new DoubleByteTable(name, CodePage(name)));

    // Half-width kana: one byte becomes three.
    public override int MaxUtf8Length(int length) => checked(length * 3);

    public override int ToUtf8(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        var table = _table.Value;
        var at = 0;
        for (var i = 0; i < source.Length;)
        {
            var lead = source[i++];
            if (lead < 0x80)
            {
                destination[at++] = lead;
                continue;
            }

            var character = '\0';
            if (_isShiftJis && lead is >= 0xA1 and <= 0xDF)
            {
                character = (char)(FirstKana + lead - 0xA1);
            }
            else if (i < source.Length)
            {
                character = Next(table, lead, source, ref i);
            }

            at += (character == '\0' ? Rune.ReplacementChar : new Rune(character)).EncodeToUtf8(destination[at..]);
        }

        return at;
    }

    // A trail byte that cannot follow is read again as a character of its own.
    private char Next(DoubleByteTable table, byte lead, ReadOnlySpan<byte> source, ref int at)
    {
        var trail = source[at];
        if (trail < (_isEucJp ? 0xA1 : 0x40))
        {
            return '\0';
        }

        if (_isEucJp && lead == 0x8F)
        {
            var third = at + 1 < source.Length ? source[at + 1] : (byte)0;
            at += third >= 0xA1 ? 2 : 1;
            return third >= 0xA1 ? table[trail, (byte)(third & 0x7F)] : '\0';
        }

        at++;
        return _isEucJp && lead == 0x8E
            ? (trail <= 0xDF ? (char)(FirstKana + trail - 0xA1) : '\0')
            : table[lead, trail];
    }

    // 20932 keeps the three-byte half of EUC-JP as two-byte codes whose trail byte has no top bit.
    private static int CodePage(string name) => name switch
    {
        "big5" => 950,
        "gbk" or "gb2312" => 936,
        "euckr" => 949,
        "sjis" or "cp932" => 932,
        _ => 20932,
    };
}

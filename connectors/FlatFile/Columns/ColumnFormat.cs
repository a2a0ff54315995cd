using System.Text;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>How the texts of a column spell their values.</summary>
internal sealed record ColumnFormat
{
    /// <summary>ISO 8601, point, no grouping, nothing but emptiness means null.</summary>
    public static readonly ColumnFormat Standard = new();

    /// <summary>Patterns of a date, time or timestamp, tried in turn; empty for ISO 8601.</summary>
    public IReadOnlyList<DatePattern> Patterns { get; init; } = [];

    /// <summary>Seconds, milliseconds… since 1970 as one number: how many nanoseconds each is; 0 where patterns are used.</summary>
    public long EpochUnit { get; init; }

    /// <summary>The zone of a timestamp that names none.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>The decimal mark.</summary>
    public byte DecimalMark { get; init; } = (byte)'.';

    /// <summary>Between thousands; 0 for none.</summary>
    public byte GroupMark { get; init; }

    /// <summary>Where the sign of a number stands.</summary>
    public SignPlace Sign { get; init; } = SignPlace.Leading;

    /// <summary>Whether a decimal is written without its mark, so that the last digits are the fraction.</summary>
    public bool Implied { get; init; }

    /// <summary>Whether bytes are Base64 and not hexadecimal.</summary>
    public bool Base64 { get; init; }

    /// <summary>Whether blanks around a text are dropped; around anything else they always are.</summary>
    public bool Trim { get; init; }

    /// <summary>Unquoted texts that mean null.</summary>
    public IReadOnlyList<byte[]> NullTokens { get; init; } = [];

    /// <summary>Words for true, in lower case.</summary>
    public IReadOnlyList<byte[]> TrueWords { get; init; } = Words("true", "t", "yes", "y", "1");

    /// <summary>Words for false, in lower case.</summary>
    public IReadOnlyList<byte[]> FalseWords { get; init; } = Words("false", "f", "no", "n", "0");

    /// <summary>Words as they stand in a file.</summary>
    public static IReadOnlyList<byte[]> Words(params IEnumerable<string> words) => [.. words.Select(Encoding.UTF8.GetBytes)];
}

/// <summary>Where the sign of a number stands.</summary>
internal enum SignPlace : byte
{
    /// <summary>Before the digits.</summary>
    Leading,

    /// <summary>Behind the digits.</summary>
    Trailing,

    /// <summary>Either.</summary>
    Any,
}

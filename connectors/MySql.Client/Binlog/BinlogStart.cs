using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Client.Binlog;

/// <summary>Where a dump begins: one of a file and a byte, a set of MySQL's GTIDs, or a list of MariaDB's.</summary>
public sealed record BinlogStart
{
    /// <summary>The first byte of a binlog's first event.</summary>
    public const ulong FirstPosition = 4;

    private BinlogStart(string file, ulong position)
    {
        File = file;
        Position = position;
    }

    /// <summary>The file; empty for the oldest one.</summary>
    public string File { get; }

    /// <summary>Byte of an event's start.</summary>
    public ulong Position { get; }

    /// <summary>What was read already; the server sends all else that it has. Null unless the start is by MySQL's GTIDs.</summary>
    public MySqlGtidSet? MySqlGtids { get; private init; }

    /// <summary>The last transactions that were read; the server sends what comes after. Null unless the start is by MariaDB's GTIDs.</summary>
    public MariaDbGtidList? MariaDbGtids { get; private init; }

    /// <summary>At an event of a file.</summary>
    public static BinlogStart At(string file, ulong position) => new(file, Math.Max(position, FirstPosition));

    /// <summary>After MySQL's transactions.</summary>
    public static BinlogStart After(MySqlGtidSet read) => new("", FirstPosition) { MySqlGtids = read };

    /// <summary>After MariaDB's transactions.</summary>
    public static BinlogStart After(MariaDbGtidList read) => new("", FirstPosition) { MariaDbGtids = read };

    /// <inheritdoc/>
    public override string ToString() => MySqlGtids?.ToString() ?? MariaDbGtids?.ToString() ?? $"{File}:{Position}";
}

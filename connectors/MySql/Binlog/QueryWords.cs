using System.Text;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The first words of statements that servers themselves write around transactions. Nothing is allocated.</summary>
internal static class QueryWords
{
    /// <summary>What a statement is.</summary>
    public static QueryKind Classify(ReadOnlySpan<byte> sql) => (sql.IsEmpty ? default : sql[0] | 0x20) switch
    {
        'b' when Is(sql, "BEGIN"u8, out _) => QueryKind.Begin,
        'c' when Is(sql, "COMMIT"u8, out _) => QueryKind.Commit,
        'r' when Is(sql, "ROLLBACK"u8, out var rest) => Is(rest, "TO"u8, out _) ? QueryKind.RollbackTo : QueryKind.Rollback,
        'r' when Is(sql, "RELEASE"u8, out _) => QueryKind.Release,
        's' when Is(sql, "SAVEPOINT"u8, out _) => QueryKind.Savepoint,
        'x' when Is(sql, "XA"u8, out var rest) => ClassifyXa(rest),
        _ => QueryKind.Other,
    };

    /// <summary>What stands after <c>XA COMMIT</c> and the like, without <c>ONE PHASE</c>.</summary>
    public static ReadOnlySpan<byte> Xid(ReadOnlySpan<byte> sql)
    {
        var at = sql.IndexOf("X'"u8);
        var rest = at < 0 ? default : sql[at..];
        var end = rest.IndexOf((byte)' ');
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>The name in <c>SAVEPOINT s</c> or <c>ROLLBACK TO s</c>, with its quotes.</summary>
    public static string Savepoint(ReadOnlySpan<byte> sql)
    {
        var rest = Is(sql, "ROLLBACK"u8, out var to) && Is(to, "TO"u8, out var name) ? name : sql;
        return Encoding.UTF8.GetString(Is(rest, "SAVEPOINT"u8, out var after) && !after.IsEmpty ? after : rest).TrimEnd();
    }

    private static QueryKind ClassifyXa(ReadOnlySpan<byte> rest) =>
        Is(rest, "START"u8, out _) || Is(rest, "BEGIN"u8, out _) ? QueryKind.XaStart
        : Is(rest, "END"u8, out _) ? QueryKind.XaEnd
        : Is(rest, "PREPARE"u8, out _) ? QueryKind.XaPrepare
        : Is(rest, "COMMIT"u8, out _) ? QueryKind.XaCommit
        : Is(rest, "ROLLBACK"u8, out _) ? QueryKind.XaRollback
        : QueryKind.Other;

    private static bool Is(ReadOnlySpan<byte> sql, ReadOnlySpan<byte> word, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (sql.Length < word.Length || !Ascii.EqualsIgnoreCase(sql[..word.Length], word))
        {
            return false;
        }

        rest = sql[word.Length..];
        if (rest.Length > 0 && (char.IsAsciiLetterOrDigit((char)rest[0]) || rest[0] is (byte)'_' or (byte)'$' or >= 0x80))
        {
            return false;
        }

        rest = rest.TrimStart(" \t\r\n"u8);
        return true;
    }
}

using System.Text;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Identifiers as PostgreSQL writes them.</summary>
internal static class PgNames
{
    /// <summary>NAMEDATALEN less its end; the server cuts off silently what is longer.</summary>
    private const int MaxBytes = 63;

    public static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Quote(TableName table) => table.Schema is null ? Quote(table.Name) : $"{Quote(table.Schema)}.{Quote(table.Name)}";

    public static string List(IEnumerable<string> identifiers) => string.Join(", ", identifiers.Select(Quote));

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Refuse(string identifier)
    {
        if (identifier.Length == 0)
        {
            return "it is empty, at least one character is required";
        }

        if (identifier.Contains('\0', StringComparison.Ordinal))
        {
            return "it holds a NUL character, which PostgreSQL does not allow";
        }

        var bytes = Encoding.UTF8.GetByteCount(identifier);
        return bytes <= MaxBytes ? null : $"it has {bytes} bytes, PostgreSQL takes {MaxBytes}";
    }
}

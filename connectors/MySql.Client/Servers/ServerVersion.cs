using System.Globalization;

namespace ConnectRuntime.MySql.Client.Servers;

/// <summary>A server's flavour and version, from the text it greets with.</summary>
/// <param name="Flavor">Whose server it is.</param>
/// <param name="Major">First number, such as 9.</param>
/// <param name="Minor">Second number, such as 7.</param>
/// <param name="Patch">Third number, such as 4.</param>
/// <param name="Text">The text, without the prefix <c>5.5.5-</c> that MariaDB up to 10.x puts there for old replicas.</param>
public sealed record ServerVersion(ServerFlavor Flavor, int Major, int Minor, int Patch, string Text)
{
    private const string ReplicationPrefix = "5.5.5-";

    /// <summary>Whether it is MariaDB.</summary>
    public bool IsMariaDb => Flavor == ServerFlavor.MariaDb;

    /// <summary>Whether this client knows the version: MySQL 5.7 and later, MariaDB 10.5 and later.</summary>
    public bool IsSupported => IsMariaDb ? IsAtLeast(10, 5) : IsAtLeast(5, 7);

    /// <summary>The statement that shows the binlog's current file and position; MySQL renamed it in 8.4, MariaDB has both names since 10.5.</summary>
    public string ShowBinlogStatus => !IsMariaDb && IsAtLeast(8, 4) ? "SHOW BINARY LOG STATUS" : "SHOW MASTER STATUS";

    /// <summary>Reads the text of a greeting, such as <c>5.5.5-10.11.19-MariaDB-log</c> or <c>9.7.4-2</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isMariaDb">Whether something else than the text, such as capabilities, says MariaDB.</param>
    public static ServerVersion Parse(string text, bool isMariaDb = false)
    {
        var mariaDb = isMariaDb || text.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);
        if (mariaDb && text.StartsWith(ReplicationPrefix, StringComparison.Ordinal))
        {
            text = text[ReplicationPrefix.Length..];
        }

        Span<int> numbers = stackalloc int[3];
        numbers.Clear();
        var rest = text.AsSpan();
        for (var i = 0; i < numbers.Length; i++)
        {
            var length = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length;
            if (!int.TryParse(rest[..length], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[i]))
            {
                break;
            }

            if (length == rest.Length || rest[length] != '.')
            {
                break;
            }

            rest = rest[(length + 1)..];
        }

        return new ServerVersion(mariaDb ? ServerFlavor.MariaDb : ServerFlavor.MySql, numbers[0], numbers[1], numbers[2], text);
    }

    /// <summary>Whether the version is this one or a later one of the same flavour.</summary>
    public bool IsAtLeast(int major, int minor, int patch = 0) => (Major, Minor, Patch).CompareTo((major, minor, patch)) >= 0;

    /// <inheritdoc/>
    public override string ToString() => IsMariaDb ? $"MariaDB {Major}.{Minor}.{Patch}" : $"MySQL {Major}.{Minor}.{Patch}";
}

using System.Text.RegularExpressions;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Checks;

/// <summary>The privileges of an account as <c>SHOW GRANTS</c> lists them. Immutable.</summary>
/// <remarks>
/// <code>
/// GRANT SELECT, REPLICATION SLAVE ON *.* TO …     for everything
/// GRANT LOCK TABLES ON `sh%`.* TO …               for the databases of a pattern
/// GRANT SELECT (`a`) ON `shop`.`orders` TO …      for a table, or columns of it
/// REVOKE SELECT ON `hr`.* FROM …                  taken away again, MySQL from 8.0.16
/// </code>
/// </remarks>
internal sealed partial class GrantModel
{
    private const string All = "ALL PRIVILEGES";
    private const string Select = "SELECT";
    private const string PartialSelect = "SELECT (";

    private readonly HashSet<string> _global = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(Regex Database, HashSet<string> Privileges)> _databases = [];
    private readonly Dictionary<TableId, List<string>> _tables = [];

    /// <summary>Reads the lines.</summary>
    public GrantModel(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            Take(line);
        }
    }

    /// <summary>Whether privileges were revoked for single databases.</summary>
    public bool HasRevokes { get; private set; }

    /// <summary>Whether one of these privileges is granted for everything.</summary>
    public bool Has(params ReadOnlySpan<string> privileges)
    {
        foreach (var privilege in privileges)
        {
            if (_global.Contains(privilege) || _global.Contains(All))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a privilege is granted for everything or for a database.</summary>
    public bool HasOn(string database, string privilege) =>
        Has(privilege) || _databases.Any(entry => entry.Database.IsMatch(database) && (entry.Privileges.Contains(privilege) || entry.Privileges.Contains(All)));

    /// <summary>Whether SELECT is granted for single columns of a table and for nothing larger.</summary>
    public bool IsPartial(TableId id) => _tables.TryGetValue(id, out var lists) && !HasOn(id.Database, Select)
        && lists.Any(list => list.Contains(PartialSelect, StringComparison.OrdinalIgnoreCase))
        && !lists.Any(list => Whole().IsMatch(list));

    private void Take(string line)
    {
        HasRevokes |= line.StartsWith("REVOKE ", StringComparison.OrdinalIgnoreCase);
        if (Table().Match(line) is { Success: true } table)
        {
            var id = new TableId(Unquote(table.Groups["database"].Value), Unquote(table.Groups["table"].Value));
            (_tables.TryGetValue(id, out var lists) ? lists : _tables[id] = []).Add(table.Groups["privileges"].Value);
            return;
        }

        if (Line().Match(line) is not { Success: true } match)
        {
            return;
        }

        var privileges = match.Groups["privileges"].Value.Split(',', StringSplitOptions.TrimEntries);
        if (match.Groups["database"] is { Success: true } name)
        {
            _databases.Add((Pattern(Unquote(name.Value)), new(privileges, StringComparer.OrdinalIgnoreCase)));
        }
        else
        {
            _global.UnionWith(privileges);
        }
    }

    private static string Unquote(string name) => name.Replace("``", "`", StringComparison.Ordinal);

    // A database of a grant is a pattern: % and _ as in LIKE, a backslash before one that stands for itself.
    private static Regex Pattern(string name)
    {
        const char Percent = '\uE000', Underscore = '\uE001';
        var pattern = Regex.Escape(name.Replace("\\%", $"{Percent}", StringComparison.Ordinal).Replace("\\_", $"{Underscore}", StringComparison.Ordinal))
            .Replace("%", ".*", StringComparison.Ordinal).Replace('_', '.').Replace(Percent, '%').Replace(Underscore, '_');
        return new Regex($@"\A{pattern}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking | RegexOptions.Singleline);
    }

    // A list such as INSERT, SELECT or ALL PRIVILEGES: SELECT without columns behind it.
    [GeneratedRegex(@"(^|, )(SELECT|ALL PRIVILEGES)(,|$)", RegexOptions.IgnoreCase)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^GRANT (?<privileges>.+) ON `(?<database>([^`]|``)+)`\.`(?<table>([^`]|``)+)` TO ", RegexOptions.IgnoreCase)]
    private static partial Regex Table();

    [GeneratedRegex(@"^GRANT (?<privileges>[A-Z_ ,]+) ON (\*\.\*|`(?<database>([^`]|``)+)`\.\*) TO ", RegexOptions.IgnoreCase)]
    private static partial Regex Line();
}

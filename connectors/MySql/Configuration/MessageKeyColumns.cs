using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>The option <c>message.key.columns</c>: columns that make the key of tables, in the place of their primary key.</summary>
/// <remarks>
/// <code>
/// table:column,column;table:column
/// </code>
/// Both are regular expressions. Several entries that match one table add up. Immutable, for any thread.
/// </remarks>
internal sealed class MessageKeyColumns
{
    /// <summary>The option that is not set.</summary>
    public static readonly MessageKeyColumns Empty = new([], null);

    private readonly (Regex Table, Regex[] Columns)[] _entries;

    private MessageKeyColumns((Regex Table, Regex[] Columns)[] entries, string? problem) => (_entries, Problem) = (entries, problem);

    /// <summary>What is wrong with the option, in words for the user; null if nothing is.</summary>
    public string? Problem { get; }

    /// <summary>Whether no table has such a key.</summary>
    public bool IsEmpty => _entries.Length == 0;

    /// <summary>Reads the option. One with a bad entry has a <see cref="Problem"/> and lacks that entry.</summary>
    public static MessageKeyColumns Parse(string text)
    {
        var entries = new List<(Regex, Regex[])>();
        string? problem = null;
        foreach (var entry in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                entries.Add(Read(entry));
            }
            catch (Exception e) when (e is FormatException or ArgumentException)
            {
                problem ??= $"'{entry}' cannot be read ({e.Message.TrimEnd('.')})";
            }
        }

        return new([.. entries], problem);
    }

    /// <summary>The columns that make the key of a table, in the order of the option; empty where it names none of this table's.</summary>
    public ImmutableArray<string> Of(TableModel table)
    {
        var found = ImmutableArray.CreateBuilder<string>();
        var name = IsEmpty ? "" : table.Id.ToString();
        foreach (var (_, columns) in _entries.Where(entry => entry.Table.IsMatch(name)))
        {
            foreach (var column in columns)
            {
                found.AddRange(table.Columns.Where(c => !c.IsHidden).Select(c => c.Name).Where(c => column.IsMatch(c) && !found.Contains(c)).ToArray());
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether the option names a table at all, be it with columns that it lacks.</summary>
    public bool Names(TableId id) => Array.Exists(_entries, entry => entry.Table.IsMatch(id.ToString()));

    private static (Regex Table, Regex[] Columns) Read(string entry)
    {
        var parts = entry.Split(':', StringSplitOptions.TrimEntries);
        return parts is [{ Length: > 0 }, { Length: > 0 }] && parts[1].Split(',', StringSplitOptions.TrimEntries) is var columns && columns.All(c => c.Length > 0)
            ? (RegexList.Compile(parts[0]), [.. columns.Select(RegexList.Compile)])
            : throw new FormatException("database.table:column,column is meant");
    }
}

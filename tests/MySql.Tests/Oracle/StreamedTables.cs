using System.Text.Json;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Tests.Oracle;

/// <summary>Tables as they are after all changes of a stream: by key, or as a bag of rows; and what of the changes does not fit what came before them.</summary>
internal sealed class StreamedTables(bool isPartial)
{
    /// <summary>A value that is not known.</summary>
    public const string Unknown = "\"__debezium_unavailable_value\"";

    private readonly Dictionary<string, Dictionary<string, Dictionary<string, string>>> _keyed = [];
    private readonly Dictionary<string, List<Dictionary<string, string>>> _bags = [];

    /// <summary>Changes that do not fit.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>Tables of which there were changes.</summary>
    public IEnumerable<string> Tables => _keyed.Keys.Concat(_bags.Keys).Distinct();

    /// <summary>The rows of a table.</summary>
    public IEnumerable<Dictionary<string, string>> Rows(string table) =>
        (_keyed.GetValueOrDefault(table) ?? []).Values.Concat(_bags.GetValueOrDefault(table) ?? []);

    /// <summary>Takes a change.</summary>
    public void Apply(ChangeRow row)
    {
        var table = row.SourceField("table").GetString()!;
        if (row.Operation == RowOperation.Truncate)
        {
            _keyed.Remove(table);
            _bags.Remove(table);
        }
        else if (row.Key is not null)
        {
            ApplyKeyed(table, row);
        }
        else
        {
            ApplyBag(table, row);
        }
    }

    /// <summary>The fields of a row, as JSON.</summary>
    public static Dictionary<string, string> Fields(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.GetRawText());
    }

    private static bool Agree(Dictionary<string, string> known, Dictionary<string, string> told) =>
        told.All(field => field.Value == Unknown || !known.TryGetValue(field.Key, out var value) || value == Unknown || value == field.Value);

    private void ApplyKeyed(string table, ChangeRow row)
    {
        var rows = _keyed.TryGetValue(table, out var found) ? found : _keyed[table] = [];
        var old = rows.GetValueOrDefault(row.Key!);
        if ((row.Operation == RowOperation.Create) != (old is null))
        {
            Problems.Add($"{table}: {row.Operation} of {row.Key}, which {(old is null ? "is not" : "is")} there");
        }

        if (old is not null && row.Before is not null && !Agree(old, Fields(row.Before)))
        {
            Problems.Add($"{table}: {row.Operation} of {row.Key}: before is {row.Before}\n      but was {string.Join(',', old.Select(f => $"\"{f.Key}\":{f.Value}"))}");
        }

        rows.Remove(row.Key!);
        if (row.After is not null)
        {
            rows[row.Key!] = Merge(old, Fields(row.After));
        }
    }

    private void ApplyBag(string table, ChangeRow row)
    {
        var bag = _bags.TryGetValue(table, out var found) ? found : _bags[table] = [];
        Dictionary<string, string>? old = null;
        if (row.Before is not null)
        {
            var before = Fields(row.Before);
            var at = bag.FindIndex(known => Agree(known, before));
            if (at < 0)
            {
                Problems.Add($"{table}: {row.Operation} of a row that is not there: {row.Before}");
            }
            else
            {
                old = bag[at];
                bag.RemoveAt(at);
            }
        }

        if (row.After is not null)
        {
            bag.Add(Merge(old, Fields(row.After)));
        }
    }

    private Dictionary<string, string> Merge(Dictionary<string, string>? old, Dictionary<string, string> told)
    {
        if (!isPartial || old is null)
        {
            return told;
        }

        var merged = new Dictionary<string, string>(old);
        foreach (var (name, value) in told)
        {
            if (value != Unknown)
            {
                merged[name] = value;
            }
        }

        return merged;
    }
}

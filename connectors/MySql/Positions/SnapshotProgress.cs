using System.Collections.Immutable;
using System.Text.Json;

namespace ConnectRuntime.MySql.Positions;

/// <summary>How far a snapshot has come: the part of a position that is there until the snapshot is complete.</summary>
/// <remarks>
/// <code>
/// plan's tables   [0 … Done) read to their end | Table: begun, its rows up to Key are written | the others are still to be read, whole
/// </code>
/// </remarks>
/// <param name="Plan">Number of the list of tables, a note in the task's store; −1 for a snapshot of Debezium's, which cannot be continued.</param>
/// <param name="Done">How many tables of the list are read to their end.</param>
internal sealed record SnapshotProgress(long Plan, int Done)
{
    /// <summary>The table that is begun, as <c>database.table</c>; null for none.</summary>
    public string? Table { get; init; }

    /// <summary>The key that the table is read up to: as the server spells the values, hexadecimal digits for bytes. Empty where the table must be read from its start.</summary>
    public ImmutableArray<string> Key { get; init; } = [];

    /// <summary>Whether the row with that key was written; otherwise it is the next one.</summary>
    public bool KeyIsWritten { get; init; }

    /// <summary>Rows that the snapshot has written.</summary>
    public long Rows { get; init; }

    /// <summary>Writes the fields of a position, in ordinal order; the first two are Debezium's.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("snapshot", "INITIAL");
        json.WriteBoolean("snapshot_completed", false);
        json.WriteNumber("snapshot_done", Done);
        if (!Key.IsEmpty)
        {
            json.WriteStartArray("snapshot_key");
            foreach (var value in Key)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
            json.WriteBoolean("snapshot_key_written", KeyIsWritten);
        }

        json.WriteNumber("snapshot_plan", Plan);
        json.WriteNumber("snapshot_rows", Rows);
        if (Table is not null)
        {
            json.WriteString("snapshot_table", Table);
        }
    }

    /// <summary>Reads them from a position, ours or Debezium's; null where no snapshot is under way.</summary>
    /// <exception cref="JsonException">A field has another form.</exception>
    public static SnapshotProgress? Read(JsonElement position)
    {
        if (!position.TryGetProperty("snapshot", out var snapshot) || snapshot.ValueKind is JsonValueKind.False or JsonValueKind.Null
            || (position.TryGetProperty("snapshot_completed", out var completed) && completed.ValueKind == JsonValueKind.True))
        {
            return null;
        }

        return new SnapshotProgress(Number(position, "snapshot_plan", -1), (int)Number(position, "snapshot_done", 0))
        {
            Table = position.TryGetProperty("snapshot_table", out var table) ? table.GetString() : null,
            Key = position.TryGetProperty("snapshot_key", out var key) ? ReadKey(key) : [],
            KeyIsWritten = position.TryGetProperty("snapshot_key_written", out var written) && written.ValueKind == JsonValueKind.True,
            Rows = Number(position, "snapshot_rows", 0),
        };
    }

    private static ImmutableArray<string> ReadKey(JsonElement key) =>
        [.. key.EnumerateArray().Select(value => value.GetString() ?? throw new JsonException("A value of snapshot_key is null."))];

    private static long Number(JsonElement position, string name, long otherwise) =>
        position.TryGetProperty(name, out var value) ? value.GetInt64() : otherwise;
}

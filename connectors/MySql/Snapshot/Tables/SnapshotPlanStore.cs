using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Snapshot.Tables;

/// <summary>Plans of snapshots among the notes of a task.</summary>
/// <remarks>
/// <code>
/// snapshot/plan/0000000003     [["shop","customers",1200],["shop","orders",98000]]
/// </code>
/// </remarks>
internal sealed class SnapshotPlanStore(ITaskStore store)
{
    private const string Prefix = "snapshot/plan/";

    /// <summary>A plan by its number; null if it is gone.</summary>
    public async ValueTask<SnapshotPlan?> FindAsync(long number, CancellationToken cancellationToken)
    {
        if (number < 0 || await store.GetAsync(Key(number), cancellationToken) is not { } note)
        {
            return null;
        }

        using var json = JsonDocument.Parse(note);
        return new SnapshotPlan(number, [.. json.RootElement.EnumerateArray().Select(Read)]);
    }

    /// <summary>Writes a list under the next number.</summary>
    public async ValueTask<SnapshotPlan> AddAsync(ImmutableArray<PlannedTable> tables, CancellationToken cancellationToken)
    {
        var keys = await store.KeysAsync(Prefix, cancellationToken);
        var number = keys.Count == 0 ? 1 : Number(keys[^1]) + 1;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var table in tables)
            {
                json.WriteStartArray();
                json.WriteStringValue(table.Id.Database);
                json.WriteStringValue(table.Id.Table);
                json.WriteNumberValue(table.Rows);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        }

        await store.PutAsync(Key(number), buffer.WrittenMemory.ToArray(), cancellationToken);
        return new SnapshotPlan(number, tables);
    }

    /// <summary>Removes all plans but the one that the committed position counts by.</summary>
    /// <param name="number">Its number; null where the position counts by none.</param>
    /// <param name="cancellationToken">Ends the work; what is left is removed another time.</param>
    public async ValueTask PruneAsync(long? number, CancellationToken cancellationToken)
    {
        var keys = await store.KeysAsync(Prefix, cancellationToken);
        var old = keys.Where(key => number is null || Number(key) < number).Select(key => new KeyValuePair<string, ReadOnlyMemory<byte>?>(key, null)).ToList();
        if (old.Count > 0)
        {
            await store.PutAsync(old, cancellationToken);
        }
    }

    private static PlannedTable Read(JsonElement table) =>
        new(new TableId(table[0].GetString()!, table[1].GetString()!), table[2].GetInt64());

    private static string Key(long number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D10}");

    private static long Number(string key) => long.Parse(key.AsSpan(Prefix.Length), CultureInfo.InvariantCulture);
}

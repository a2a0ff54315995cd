using System.Globalization;
using System.Text;
using System.Text.Json;
using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Management;
using ConnectRuntime.Runtime.Pipelines;
using ConnectRuntime.Transport;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Errors;

/// <summary>Decides by <c>errors.*</c> what becomes of a record that cannot be handled, and writes its dead letter.</summary>
/// <remarks>Not thread-safe: one per task. An outage never comes here.</remarks>
internal sealed class ErrorPolicy(ConnectorConfig config, string connector, int task, ILogger log, TimeProvider clock) : ISourceErrors
{
    private readonly bool _tolerant = config.Get(CommonConfig.Tolerance) == ErrorTolerance.All;
    private readonly bool _withHeaders = config.Get(CommonConfig.DeadLetterHeaders);
    private readonly bool _logs = config.Get(CommonConfig.LogErrors);
    private long _lastLogged;
    private long _unlogged;

    /// <summary>Topic of dead letters; empty for none.</summary>
    public string Topic { get; } = config.Get(CommonConfig.DeadLetterTopic);

    /// <summary>Records that were skipped or dead-lettered.</summary>
    public long Count { get; private set; }

    /// <summary>Counts a record that cannot be handled, or throws its error where that is not tolerated.</summary>
    public void Tolerate(ConnectException error)
    {
        if (!_tolerant)
        {
            throw error;
        }

        Count++;
        _unlogged++;
        if (_logs && (_lastLogged == 0 || clock.GetElapsedTime(_lastLogged) >= TimeSpan.FromSeconds(1)))
        {
            _lastLogged = clock.GetTimestamp();
            log.LogWarning("{Count} records {Fate}, the last one because of {Error}", _unlogged, Topic.Length == 0 ? "skipped" : $"sent to {Topic}", error.Message);
            _unlogged = 0;
        }
    }

    /// <inheritdoc/>
    public void Handle(RecordBatch batch, int row, ConnectException error, EncodedBatch into)
    {
        Tolerate(error);
        if (Topic.Length == 0)
        {
            return;
        }

        var stream = batch.Streams[batch.Rows[row].Stream];
        var headers = AddReason(into, "TASK_POLL", stream.Topic, null, error);
        var value = FindRaw(batch, batch.Rows[row]) is { } raw ? into.Write(batch[raw]) : into.Write(AsJson(batch, row));
        into.AddRecord(into.AddTopic(Topic), 0, batch.Rows[row].Timestamp, Slice.Null, value, headers);
    }

    /// <summary>Writes the dead letter of a fetched record: its own key, value and headers, and the reason.</summary>
    public void Write(FetchedBatch fetched, in FetchedRecord record, ConnectException error, EncodedBatch into)
    {
        var partition = fetched.Positions[record.Partition].Partition;
        var headers = record.HeaderCount;
        foreach (var header in fetched.Headers.Slice(record.HeaderStart, record.HeaderCount))
        {
            into.AddHeader(Copy(fetched, header.Name, into), Copy(fetched, header.Value, into));
        }

        headers += AddReason(into, "TASK_PUT", partition.Topic, (partition.Partition, record.Offset), error);
        var key = Copy(fetched, record.Key, into);
        into.AddRecord(into.AddTopic(Topic), 0, record.Timestamp, key, Copy(fetched, record.Value, into), headers);
    }

    private static Slice Copy(FetchedBatch from, Slice slice, EncodedBatch into) => slice.IsNull ? Slice.Null : into.Write(from[slice]);

    private static Cell? FindRaw(RecordBatch batch, in Row row)
    {
        for (var i = row.HeaderStart; i < row.HeaderStart + row.HeaderCount; i++)
        {
            var header = batch.Headers[i];
            var name = batch.Arena.Slice(header.NameStart, header.NameLength);
            if (name.SequenceEqual(ErrorHeaders.Raw) || name.SequenceEqual(ErrorHeaders.RawCut))
            {
                return header.Value is { HasValue: true, Kind: FieldKind.String or FieldKind.Bytes } ? header.Value : null;
            }
        }

        return null;
    }

    private static byte[] AsJson(RecordBatch batch, int index)
    {
        var row = new RowReader(batch, index);
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text))
        {
            json.WriteStartObject();
            json.WritePropertyName("key");
            row.Key.WriteTo(json);
            json.WritePropertyName("before");
            row.Before.WriteTo(json);
            json.WritePropertyName("after");
            row.After.WriteTo(json);
            json.WriteEndObject();
        }

        return text.ToArray();
    }

    private int AddReason(EncodedBatch into, string stage, string topic, (int Partition, long Offset)? place, ConnectException error)
    {
        if (!_withHeaders)
        {
            return 0;
        }

        var count = 0;
        Add("topic", topic);
        if (place is { } known)
        {
            Add("partition", known.Partition.ToString(CultureInfo.InvariantCulture));
            Add("offset", known.Offset.ToString(CultureInfo.InvariantCulture));
        }

        Add("connector.name", connector);
        Add("task.id", task.ToString(CultureInfo.InvariantCulture));
        Add("stage", stage);
        Add("exception.class.name", nameof(ConnectException));
        Add("exception.message", error.Message);
        return count;

        void Add(string name, string value)
        {
            into.AddHeader(into.Write(Encoding.UTF8.GetBytes(ErrorHeaders.Prefix + name)), into.Write(Encoding.UTF8.GetBytes(value)));
            count++;
        }
    }
}

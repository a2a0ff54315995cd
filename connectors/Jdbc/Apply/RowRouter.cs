using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Jdbc.Configuration;
using ConnectRuntime.Jdbc.Dialects;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>Why the encoding of a batch stopped.</summary>
internal enum RouteStop : byte
{
    /// <summary>All rows are encoded.</summary>
    End,

    /// <summary>The chunk is full, or its rows must be applied before the next one.</summary>
    Cut,

    /// <summary>The next row empties its table.</summary>
    Truncate,
}

/// <summary>Encodes the rows of a batch into a chunk. Synchronous, and allocates nothing for a row that is good.</summary>
/// <param name="model">The configuration.</param>
/// <param name="metrics">Counts what is passed over.</param>
internal sealed class RowRouter(JdbcSinkModel model, ITaskMetrics metrics)
{
    private const int MaxChunkBytes = 16 * 1024 * 1024;

    private StreamPlan?[] _plans = [];
    private PartitionState[] _partitions = [];
    private int _next;

    /// <summary>Rows of the current batch that cannot be encoded.</summary>
    public List<SinkFailure> Failures { get; } = [];

    /// <summary>The plan of the row at which the encoding stopped.</summary>
    public StreamPlan? Stopped { get; private set; }

    /// <summary>Takes up a batch.</summary>
    public void Begin(StreamPlan?[] plans, PartitionState[] partitions)
    {
        (_plans, _partitions, _next) = (plans, partitions, 0);
        Failures.Clear();
    }

    /// <summary>Goes past the truncate at which the encoding stopped.</summary>
    public void SkipTruncate() => _next++;

    /// <summary>Encodes rows until the batch ends or the chunk must be applied.</summary>
    public RouteStop Encode(RecordBatch batch, ChunkState chunk)
    {
        var passedOver = 0L;
        var stop = RouteStop.End;
        for (; _next < batch.RowCount; _next++)
        {
            ref readonly var row = ref batch.Rows[_next];
            if (!row.IsLive || batch.Fetched[_next].Offset < _partitions[batch.Fetched[_next].Partition].Next)
            {
                continue;
            }

            if (chunk.Count >= model.BatchSize || chunk.Buffer.Length >= MaxChunkBytes)
            {
                stop = RouteStop.Cut;
                break;
            }

            if (row.Operation == RowOperation.Truncate && model.Truncate)
            {
                Stopped = _plans[row.Stream];
                stop = RouteStop.Truncate;
                break;
            }

            if (!TryRow(batch, row, chunk, ref passedOver))
            {
                stop = RouteStop.Cut;
                break;
            }
        }

        if (passedOver > 0)
        {
            metrics.Add("rows_passed_over_total", passedOver);
        }

        return stop;
    }

    private bool TryRow(RecordBatch batch, in Row row, ChunkState chunk, ref long passedOver)
    {
        try
        {
            if (TryChange(batch, row, _plans[row.Stream], chunk, ref passedOver))
            {
                return true;
            }
        }
        catch (ConnectException error) when (error.Kind == ErrorKind.Data)
        {
            ref readonly var fetched = ref batch.Fetched[_next];
            Failures.Add(new(_partitions[fetched.Partition].Partition, fetched.Offset, error));
            chunk.CutToRows();
            return true;
        }

        chunk.CutToRows();
        return false;
    }

    private bool TryChange(RecordBatch batch, in Row row, StreamPlan? plan, ChunkState chunk, ref long passedOver)
    {
        if (row.Operation is RowOperation.Message or RowOperation.Truncate || plan?.Table is null)
        {
            passedOver++;
            return true;
        }

        var hasValue = row.After >= 0 && batch.Cells[row.After].HasValue;
        if (row.Operation == RowOperation.Delete || !hasValue)
        {
            return TryDelete(batch, row, plan, chunk, ref passedOver);
        }

        if (row.Operation == RowOperation.Update && plan.DeleteByBefore is { } route && HasNewKey(batch, row, plan))
        {
            // A bad value is found before the old row is given up.
            plan.Write!.Encoder.Encode(batch, _next, row.After, chunk.Buffer, out _);
            chunk.CutToRows();
            if (!TryAdd(batch, row.Before, route, plan, chunk))
            {
                return false;
            }
        }

        return TryAdd(batch, row.After, plan.Write!, plan, chunk);
    }

    private bool TryDelete(RecordBatch batch, in Row row, StreamPlan plan, ChunkState chunk, ref long passedOver)
    {
        if (plan.DeleteByKey is { } byKey && row.Key >= 0)
        {
            return TryAdd(batch, -1, byKey, plan, chunk);
        }

        if (plan.DeleteByBefore is { } byBefore && row.Before >= 0)
        {
            return TryAdd(batch, row.Before, byBefore, plan, chunk);
        }

        if (model.Delete && model.PkMode == PkMode.RecordKey)
        {
            throw JdbcErrors.UnknownOperation("it is a delete without a key");
        }

        passedOver++;
        return true;
    }

    private bool TryAdd(RecordBatch batch, int value, StageRoute route, StreamPlan plan, ChunkState chunk)
    {
        var start = chunk.Buffer.Length;
        if (route.Encoder.Encode(batch, _next, value, chunk.Buffer, out var keyEnd) == EncodeResult.HasUnavailable)
        {
            chunk.Buffer.CutAt(start);
            route = (route.Stage.Action == StageAction.Delete ? null : plan.Partial.For(batch, _next, value))
                ?? throw JdbcErrors.KeyUnavailable(plan.Table!.Name);
            route.Encoder.Encode(batch, _next, value, chunk.Buffer, out keyEnd);
        }

        ref readonly var fetched = ref batch.Fetched[_next];
        var keyStart = start + route.Encoder.KeyOffset;
        var entry = new RowEntry
        {
            Start = start,
            Length = chunk.Buffer.Length - start,
            KeyStart = keyStart,
            KeyLength = keyEnd - keyStart,
            Partition = _partitions[fetched.Partition].Index,
            Offset = fetched.Offset,
        };
        return chunk.TryAdd(route.Stage, entry, plan.IsKeyed);
    }

    // A source that writes whole rows tells of a changed key by before and after alone.
    private static bool HasNewKey(RecordBatch batch, in Row row, StreamPlan plan)
    {
        if (row.Before < 0 || !batch.Cells[row.Before].HasValue)
        {
            return false;
        }

        var cells = batch.Cells;
        var before = cells[row.Before];
        var after = cells[row.After];
        foreach (var ordinal in plan.KeyOrdinals)
        {
            if (ordinal >= before.Count || ordinal >= after.Count)
            {
                return false;
            }

            var (old, now) = (cells[before.First + ordinal], cells[after.First + ordinal]);
            if (old.HasValue && now.HasValue && !SameCell(batch, old, now))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SameCell(RecordBatch batch, Cell a, Cell b) => a.Kind is FieldKind.String or FieldKind.Bytes
        ? batch[a].SequenceEqual(batch[b])
        : a.Kind >= FieldKind.Struct || a.Int64 == b.Int64;
}

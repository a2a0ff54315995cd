using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Avro.Writing;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Reading;

/// <summary>Reads a key, or a value that is not a change envelope. For any number of threads.</summary>
internal sealed class PartDecoder : IRecordDecoder
{
    private readonly AvroSchema _avro;
    private readonly RecordPart _part;
    private readonly DecodePlan _plan;
    private readonly ProjectionPlans _projections;
    private readonly bool _isRawBytes;

    public PartDecoder(AvroSchema avro, RecordSchema schema, RecordPart part)
    {
        _avro = avro;
        _part = part;
        Schema = schema;
        _plan = DecodeCompiler.Compile(avro, schema, string.Empty);
        _projections = new ProjectionPlans(projection => DecodeCompiler.Project(_avro, Schema, projection.Columns, isLast: true, string.Empty));
        _isRawBytes = avro.Type == AvroType.Bytes;
    }

    public RecordSchema Schema { get; }

    public RecordStream StreamFor(string topic, RecordSchema? keySchema) =>
        new(topic, _part == RecordPart.Key ? Schema : keySchema, _part == RecordPart.Key ? null : Schema);

    public void Decode(RecordBatch batch, ref Row row, RawRange encoded, Projection? projection)
    {
        var at = DatumRange.Enter(batch, encoded);
        int root;
        if (_isRawBytes)
        {
            root = batch.AddRoot(Cell.Bytes(at, encoded.Length - WireHeader.Length));
        }
        else
        {
            var plan = projection is null || _part == RecordPart.Key ? _plan : _projections.For(projection);
            var run = new DecodeRun(batch, encoded.Start, encoded.Start + encoded.Length);
            ref readonly var step = ref plan.Steps[0];
            if (step is { Op: DecodeOp.Struct, HasBranch: false })
            {
                root = batch.AddStruct(step.Size);
                at = RowDecoding.Read(ref run, step.Child!, root + 1, at);
            }
            else
            {
                root = batch.AddCells(1);
                at = RowDecoding.Read(ref run, plan, root, at);
            }

            DatumRange.Leave(in run, plan, at);
        }

        if (_part == RecordPart.Key)
        {
            row.Key = root;
        }
        else
        {
            row.After = root;
        }
    }
}

/// <summary>The plans of a decoder's projections. The last one used is found at once.</summary>
internal sealed class ProjectionPlans(Func<Projection, DecodePlan> compile)
{
    private readonly System.Runtime.CompilerServices.ConditionalWeakTable<Projection, Tuple<Projection, DecodePlan>> _plans = [];
    private Tuple<Projection, DecodePlan>? _last;

    public DecodePlan For(Projection projection)
    {
        if (_last is { } last && ReferenceEquals(last.Item1, projection))
        {
            return last.Item2;
        }

        var known = _plans.TryGetValue(projection, out var found) ? found : _plans.GetValue(projection, key => Tuple.Create(key, compile(key)));
        _last = known;
        return known.Item2;
    }
}

/// <summary>The beginning and the end of a datum behind its header.</summary>
internal static class DatumRange
{
    /// <summary>Checks the range and its header.</summary>
    /// <returns>The datum's first byte.</returns>
    public static int Enter(RecordBatch batch, RawRange encoded)
    {
        var bytes = batch[encoded];
        if (WireHeader.Read(bytes) < 0)
        {
            DecodeErrors.Header(bytes.Length);
        }

        return encoded.Start + WireHeader.Length;
    }

    /// <summary>Checks that nothing follows.</summary>
    public static void Leave(ref readonly DecodeRun run, DecodePlan plan, int at)
    {
        if (at != run.End && !plan.IsPartial)
        {
            DecodeErrors.Trailing(at - run.Start, run.End - at);
        }
    }
}

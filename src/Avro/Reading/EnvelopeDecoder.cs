using ConnectRuntime.Avro.Schemas;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Reading;

/// <summary>Reads a change envelope into the parts of a row, whatever the order of its fields. For any number of threads.</summary>
/// <remarks>
/// <para>Eight cells per row hold before, after, source, transaction, op, ts_ms, ts_us and ts_ns; other fields are passed over.</para>
/// <para>A projection is about the row's columns, in before and in after; source and transaction are then passed over.</para>
/// </remarks>
internal sealed class EnvelopeDecoder : IRecordDecoder
{
    private const int Operation = 4;
    private const int Millis = 5;
    private const int Micros = 6;
    private const int Nanos = 7;
    private static readonly string[] Roles =
    [
        EnvelopeSchema.Before, EnvelopeSchema.After, EnvelopeSchema.Source, EnvelopeSchema.Transaction,
        EnvelopeSchema.Operation, EnvelopeSchema.Millis, EnvelopeSchema.Micros, EnvelopeSchema.Nanos,
    ];

    private readonly AvroRecord _avro;
    private readonly DecodePlan _plan;
    private readonly ProjectionPlans _projections;

    public EnvelopeDecoder(AvroRecord avro, RecordSchema schema)
    {
        _avro = avro;
        Schema = schema;
        _plan = Compile(null);
        _projections = new ProjectionPlans(Compile);
    }

    public RecordSchema Schema { get; }

    public RecordStream StreamFor(string topic, RecordSchema? keySchema) =>
        new(topic, keySchema, Schema.Find(EnvelopeSchema.After)!.Schema.WithNullable(false), ValueLayout.Envelope)
        {
            SourceSchema = Block(EnvelopeSchema.Source),
            TransactionSchema = Block(EnvelopeSchema.Transaction)?.WithNullable(false),
        };

    public void Decode(RecordBatch batch, ref Row row, RawRange encoded, Projection? projection)
    {
        var at = DatumRange.Enter(batch, encoded);
        var plan = projection is null ? _plan : _projections.For(projection);
        var first = batch.AddCells(Roles.Length);
        var run = new DecodeRun(batch, encoded.Start, encoded.Start + encoded.Length);
        at = RowDecoding.Read(ref run, plan, first, at);
        DatumRange.Leave(in run, plan, at);
        var cells = batch.Cells.Slice(first, Roles.Length);
        row.Operation = OperationOf(batch, cells[Operation]);
        row.ProcessedAt = !cells[Nanos].IsNull ? cells[Nanos].Int64
            : !cells[Micros].IsNull ? cells[Micros].Int64 * 1_000
            : cells[Millis].Int64 * 1_000_000;
        row.Before = cells[0].IsNull ? -1 : first;
        row.After = cells[1].IsNull ? -1 : first + 1;
        row.Source = cells[2].IsNull ? -1 : first + 2;
        row.Transaction = cells[3].IsNull ? -1 : first + 3;
    }

    private RecordSchema? Block(string name) => Schema.Find(name) is { Schema: { Kind: FieldKind.Struct } schema } ? schema : null;

    private static RowOperation OperationOf(RecordBatch batch, Cell cell)
    {
        if (cell.HasValue && cell.Length == 1 && RowOperations.FromCode(batch[cell][0]) is { } operation)
        {
            return operation;
        }

        if (!cell.IsNull)
        {
            DecodeErrors.Corrupt(EnvelopeSchema.Operation, 0, "its text is no operation's letter", "one of c, u, d, r, t, m is required");
        }

        return RowOperation.None;
    }

    private DecodePlan Compile(Projection? projection)
    {
        var steps = new List<DecodeStep>();
        for (var i = 0; i < _avro.Fields.Count; i++)
        {
            var field = Schema.Fields[i];
            var type = _avro.Fields[i].Schema;
            var role = RoleOf(field, projection);
            var plan = role < 0 ? DecodeCompiler.Skip(type, field.Name)
                : role > 1 || projection is null ? DecodeCompiler.Compile(type, field.Schema, field.Name)
                : DecodeCompiler.Project(type, field.Schema, projection.Columns, isLast: false, field.Name);
            steps.Add(plan.Steps[0] with { Ordinal = Math.Max(0, role) });
        }

        return new DecodePlan { Steps = [.. steps] };
    }

    private static int RoleOf(RecordField field, Projection? projection)
    {
        var role = Array.IndexOf(Roles, field.Name);
        return role switch
        {
            2 or 3 when projection is not null => -1,
            2 or 3 when field.Schema.Kind != FieldKind.Struct => -1,
            Millis or Micros or Nanos when field.Schema.Kind != FieldKind.Int64 => -1,
            _ => role,
        };
    }
}

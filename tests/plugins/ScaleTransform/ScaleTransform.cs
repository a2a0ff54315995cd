using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Records;
using ConnectRuntime.Transforms;

namespace Samples;

[Plugin("Scale", Summary = "Multiplies a number.")]
public sealed class ScaleTransform : ITransform
{
    private static readonly ConfigKey<string> Field = ConfigKey.String("field").Doc("Field of 64 bits to multiply.");
    private static readonly ConfigKey<int> Factor = ConfigKey.Int("factor").Doc("What to multiply it by.");

    private string _field = "";
    private int _factor;

    public ConfigSpec Config => ConfigSpec.Of(Field, Factor);

    public void Configure(ConnectorConfig config) => (_field, _factor) = (config.Get(Field), config.Get(Factor));

    public BoundTransform? Bind(RecordStream stream) =>
        stream.ValueSchema?.Find(_field) is { Schema.Kind: FieldKind.Int64 } field ? new Scaling(stream, field.Ordinal, _factor) : null;

    private sealed class Scaling(RecordStream stream, int ordinal, int factor) : BoundTransform(stream)
    {
        public override bool HasRowWork => true;

        public override void Apply(RecordBatch batch, int row)
        {
            ref var cell = ref batch.Cells[batch.Cells[batch.Rows[row].After].First + ordinal];
            cell = Cell.Of(cell.Int64 * factor);
        }
    }
}

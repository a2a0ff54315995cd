using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Transforms;

namespace ConnectRuntime.Runtime.Tests.Rig;

/// <summary>Drops or refuses rows by their number: those divisible by <c>every</c>.</summary>
[Plugin(Summary = "Drops or refuses rows by their number.")]
public sealed class ScriptedTransform : ITransform
{
    private static readonly ConfigKey<int> Every = ConfigKey.Int("every").Default(1).Doc("Which rows.");
    private static readonly ConfigKey<bool> Refuses = ConfigKey.Bool("refuse").Default(false).Doc("Whether it refuses them.");

    private int _every;
    private bool _refuses;

    public ConfigSpec Config => ConfigSpec.Of(Every, Refuses);

    public void Configure(ConnectorConfig config) => (_every, _refuses) = (config.Get(Every), config.Get(Refuses));

    public BoundTransform? Bind(RecordStream stream) => new Bound(stream, _every, _refuses);

    private sealed class Bound(RecordStream stream, int every, bool refuses) : BoundTransform(stream)
    {
        public override bool HasRowWork => true;

        public override void Apply(RecordBatch batch, int row)
        {
            if (new RowReader(batch, row).After["n"].Int64 % every != 0)
            {
                return;
            }

            if (refuses)
            {
                throw new ConnectException(ErrorKind.Data, "TST001", $"Cannot pass row {row}: it is refused, as the test wants. Let it be.");
            }

            batch.Rows[row].Flags |= RowFlags.Dropped;
        }
    }
}

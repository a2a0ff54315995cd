using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Streaming;

/// <content>Which definition the rows of a table have.</content>
internal sealed partial class BinlogReader
{
    private TableMapModel? _unbound;

    private Step Bind()
    {
        if (!_tables.TryBind(Body, Events.Format, out var binding))
        {
            _unbound = binding.Map;
            return Step.Definition;
        }

        if (_xa.IsCollecting && binding.Table is not null)
        {
            _xa.Add(Header, Type, Body);
        }

        return Step.Done;
    }

    // The history does not have the table, or has it in another shape: a statement was not logged, or it was before our time.
    private async ValueTask ReadDefinitionAsync(CancellationToken cancellationToken)
    {
        var map = _unbound!;
        var place = $"{Events.File}:{Events.Start}";
        var now = await new CatalogReader(await control.GetAsync(cancellationToken)).ReadAsync(map.Id, cancellationToken);
        if ((TableMapMatch.Resolve(now, map) ?? TableMapMatch.OfMetadata(map, now ?? history.Catalog.Find(map.Id))) is { } definition)
        {
            context.Log.LogWarning(
                "The definition of {Table} at {Place} is taken from the {Origin}, since the rows there do not have the shape that the history knows",
                map.Id, place, ReferenceEquals(definition, now) ? "server as it is now" : "binlog");
            history.Put(definition);
            await history.SaveAsync(cancellationToken);
            position.History = history.Mark.Sequence;
            _tables.Forget(map.Id);
        }
        else
        {
            Refuse(map, place, now);
        }

        Counted(Bind());
    }

    private void Refuse(TableMapModel map, string place, TableModel? now)
    {
        var found = now is null
            ? "the server does not have the table any more"
            : $"they have {map.Columns.Length} columns, the table has {now.Columns.Length}, or columns of other types";
        if (model.OnInconsistentSchema == FailureMode.Fail)
        {
            throw StreamErrors.UnknownShape(map.Id, place, found);
        }

        _counters.Errors++;
        if (model.OnInconsistentSchema == FailureMode.Warn)
        {
            context.Log.LogWarning("Rows of {Table} from {Place} on are passed over until its definition changes: {Found}", map.Id, place, found);
        }

        _tables.PassOver(map);
    }
}

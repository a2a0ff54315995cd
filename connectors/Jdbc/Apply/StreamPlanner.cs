using ConnectRuntime.Jdbc.Configuration;
using ConnectRuntime.Jdbc.Dialects;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>Plans the way of each stream's rows, and keeps the plans until tables may have changed.</summary>
/// <remarks>The catalog is read once per table; a rollback forgets all plans, because it may take back DDL.</remarks>
internal sealed class StreamPlanner(ISqlDialect dialect, JdbcSinkModel model)
{
    private readonly Dictionary<RecordStream, StreamPlan> _plans = [];
    private readonly Dictionary<TableName, TableState> _tables = [];
    private int _nextStage;
    private int _nextTable;

    /// <summary>Whether tables were created or changed since this was last asked.</summary>
    public bool HasChangedTables { get; set; }

    public StreamPlan? Find(RecordStream stream) => _plans.GetValueOrDefault(stream);

    public void Forget()
    {
        _plans.Clear();
        _tables.Clear();
    }

    /// <summary>Plans a stream, changing its table where that is needed and allowed.</summary>
    public async ValueTask<StreamPlan> PlanAsync(RecordStream stream, ISqlSession session, CancellationToken cancellationToken)
    {
        var wanted = WantedColumns.Of(stream, model);
        var tables = new TableChanges(dialect, model, session);
        var name = model.Tables.Of(stream.Topic, dialect.Database);
        var known = _tables.GetValueOrDefault(name);
        var table = await tables.FitAsync(name, known?.Model, wanted, stream.ValueSchema is not null, cancellationToken);
        HasChangedTables |= tables.HasChanged;
        if (table is null)
        {
            // Nothing to delete from; it may be there the next time somebody asks.
            return new StreamPlan();
        }

        if (known is null)
        {
            _tables.Add(name, known = new TableState(_nextTable++, table));
        }

        known.Model = table;
        return _plans[stream] = Plan(known, wanted, stream);
    }

    private StreamPlan Plan(TableState table, List<WantedColumn> wanted, RecordStream stream)
    {
        List<ColumnBinding> bindings = [.. wanted.Where(column => column.IsKey || !table.Model.Find(column.Name)!.IsGenerated).Select(column => Bind(table, column))];
        var keyCount = wanted.Count(column => column.IsKey);
        var key = bindings.Take(keyCount).ToList();
        var hasValue = stream.ValueSchema is not null && bindings.Count > 0;
        if (hasValue)
        {
            CheckTarget(table.Model, key, bindings);
        }

        var action = model.Insert switch { InsertMode.Insert => StageAction.Insert, InsertMode.Upsert => StageAction.Upsert, _ => StageAction.Update };
        var before = model.Delete && keyCount > 0 && hasValue ? BeforeKey(key, stream) : null;
        return new StreamPlan
        {
            Table = table,
            IsKeyed = keyCount > 0 && (action != StageAction.Insert || model.Delete),
            Bindings = bindings,
            Write = hasValue ? Route(table, action, bindings, keyCount) : null,
            DeleteByKey = model.Delete && model.PkMode == PkMode.RecordKey ? Route(table, StageAction.Delete, key, keyCount) : null,
            DeleteByBefore = before is null ? null : Route(table, StageAction.Delete, before, keyCount),
            KeyOrdinals = before is null ? [] : [.. before.Select(binding => binding.Ordinal)],
            Partial = new PartialRoutes(bindings, keyCount, some => Route(table, action, some, keyCount)),
        };
    }

    private static ColumnBinding Bind(TableState table, WantedColumn column) =>
        new(table.Model.Find(column.Name)!, column.Origin, column.Ordinal, column.Schema);

    // The key's columns as they are in a value; null where a value does not have them all.
    private static List<ColumnBinding>? BeforeKey(List<ColumnBinding> key, RecordStream stream)
    {
        if (stream.ValueSchema is not { Kind: FieldKind.Struct } schema)
        {
            return null;
        }

        var before = new List<ColumnBinding>();
        foreach (var binding in key)
        {
            var field = binding.Origin == ValueOrigin.ValueField
                ? schema.Fields.FirstOrDefault(one => one.Ordinal == binding.Ordinal)
                : schema.Find(binding.Column.Name);
            if (field is null)
            {
                return null;
            }

            before.Add(binding with { Origin = ValueOrigin.ValueField, Ordinal = field.Ordinal, Schema = field.Schema });
        }

        return before;
    }

    private void CheckTarget(TableModel table, List<ColumnBinding> key, List<ColumnBinding> bindings)
    {
        var names = key.Select(binding => binding.Column.Name).ToList();
        if (model.Insert == InsertMode.Upsert && !table.HasUniqueKey(names))
        {
            throw JdbcErrors.NoUniqueKey(table.Name, names);
        }

        var bound = bindings.Select(binding => binding.Column.Name).ToHashSet(StringComparer.Ordinal);
        var missing = table.Columns.Where(column => column.NotNull && !column.HasDefault && !column.IsGenerated && !bound.Contains(column.Name)).ToList();
        if (model.Insert != InsertMode.Update && missing.Count > 0)
        {
            throw JdbcErrors.MissingRequired(table.Name, missing.Select(column => column.Name));
        }
    }

    private StageRoute Route(TableState table, StageAction action, IReadOnlyList<ColumnBinding> bindings, int keyCount)
    {
        var problems = new List<string>();
        var encoder = dialect.Compile(bindings, keyCount, model.NullDefault, problems) ?? throw JdbcErrors.NoWay(table.Name, problems);
        var stage = table.Stages.Find(known => known.Action == action && known.KeyCount == keyCount
            && known.Columns.SequenceEqual(bindings.Select(binding => binding.Column)) && known.Cast.SetEquals(encoder.Cast));
        if (stage is null)
        {
            table.Stages.Add(stage = new StageState(
                _nextStage++, table, action, [.. bindings.Select(binding => binding.Column)], keyCount, encoder.Cast, encoder.HasExactKeys));
        }

        return new StageRoute(stage, encoder);
    }
}

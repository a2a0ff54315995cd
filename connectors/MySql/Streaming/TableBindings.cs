using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>Which table the numbers of TABLE_MAP events stand for, and how its rows are decoded.</summary>
/// <remarks>
/// One owner, one thread. The same bytes give the same <see cref="TableMapModel"/>, so a table that is mapped again costs a look-up. Bounded: beyond
/// <see cref="MostBindings"/> all are made anew when they are met, but never within a transaction: its rows name tables by the numbers of earlier events.
/// </remarks>
internal sealed class TableBindings(MySqlSourceModel model, TableCatalog catalog, ConversionReport report)
{
    // A binding is found by the model of its event, so more of them than models would never be met again.
    private const int MostBindings = TableMapCache.MostEntries;

    private readonly TableMapCache _maps = new();
    private readonly Dictionary<TableMapModel, TableBinding> _byMap = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<TableId, CapturedTable?> _tables = [];
    private readonly Dictionary<ulong, TableBinding> _byNumber = [];
    private ulong _lastNumber;
    private TableBinding? _last;

    /// <summary>Tables whose rows are passed over although they are captured; null for none.</summary>
    public Func<TableId, bool>? PassesOver { get; set; }

    /// <summary>Told of every captured definition whose rows are to be read; null for nobody.</summary>
    public Action<TableModel>? Defined { get; set; }

    /// <summary>Numbers mean nothing any more: another file or session.</summary>
    public void Restart()
    {
        _byNumber.Clear();
        _last = null;
    }

    /// <summary>A transaction begins: numbers of earlier ones are of no more use.</summary>
    public void BeginGroup()
    {
        if (_byNumber.Count >= MostBindings)
        {
            Restart();
        }

        if (_byMap.Count >= MostBindings)
        {
            // Tables stay: their streams are known further on.
            _byMap.Clear();
        }
    }

    /// <summary>A table's definition has changed. Numbers of other tables still mean what they did: this may be in the middle of a statement.</summary>
    public void Forget(TableId id)
    {
        _last = null;
        _tables.Remove(id);
        foreach (var (number, _) in _byNumber.Where(known => known.Value.Map.Id == id))
        {
            _byNumber.Remove(number);
        }

        foreach (var (map, _) in _byMap.Where(known => known.Key.Id == id))
        {
            _byMap.Remove(map);
        }
    }

    /// <summary>Any definition may have changed.</summary>
    public void ForgetAll()
    {
        Restart();
        _tables.Clear();
        _byMap.Clear();
    }

    /// <summary>The table at its definition now; null where it is not captured or not known.</summary>
    public CapturedTable? Table(TableId id)
    {
        if (!_tables.TryGetValue(id, out var table))
        {
            var definition = model.Filter.Captures(id) ? catalog.Find(id) : null;
            _tables[id] = table = definition is null ? null : CapturedTable.For(definition, model);
            if (definition is not null)
            {
                Defined?.Invoke(definition);
            }
        }

        return table;
    }

    /// <summary>The binding of a table's number; false for a number that was not mapped.</summary>
    public bool TryFind(ulong number, out TableBinding binding)
    {
        if (_last is not null && number == _lastNumber)
        {
            binding = _last;
            return true;
        }

        if (_byNumber.TryGetValue(number, out binding!))
        {
            (_last, _lastNumber) = (binding, number);
            return true;
        }

        return false;
    }

    /// <summary>Binds the number of a TABLE_MAP event.</summary>
    /// <param name="body">The event's body.</param>
    /// <param name="format">The format of its file.</param>
    /// <param name="binding">The binding; where there is none, one that passes rows over.</param>
    /// <returns>False where the table's definition is not known or does not fit.</returns>
    public bool TryBind(ReadOnlySpan<byte> body, FormatDescription? format, out TableBinding binding)
    {
        var map = _maps.Read(body, out var number, format);
        if (!_byMap.TryGetValue(map, out binding!))
        {
            if (Make(map) is not { } made)
            {
                binding = TableBinding.PassOver(map);
                return false;
            }

            _byMap[map] = binding = made;
        }

        _byNumber[number] = binding;
        (_last, _lastNumber) = (binding, number);
        return true;
    }

    /// <summary>Passes the rows of an event's table over until its definition changes.</summary>
    public void PassOver(TableMapModel map) => _byMap[map] = TableBinding.PassOver(map);

    private TableBinding? Make(TableMapModel map)
    {
        if (!model.Filter.Captures(map.Id) || catalog.IsSequence(map.Id) || PassesOver?.Invoke(map.Id) == true)
        {
            return TableBinding.PassOver(map);
        }

        var known = catalog.Find(map.Id);
        if (TableMapMatch.Resolve(known, map) is not { } definition)
        {
            return null;
        }

        if (!ReferenceEquals(definition, known))
        {
            catalog.Put(definition);
            _tables.Remove(map.Id);
        }

        return Table(map.Id) is { } table
            ? new TableBinding(map, table, BinlogRowPlan.For(map, table.Columns, report, definition))
            : TableBinding.PassOver(map);
    }
}

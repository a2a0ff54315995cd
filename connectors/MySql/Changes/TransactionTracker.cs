using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Changes;

/// <summary>The place of a change in its transaction, counted from 1.</summary>
/// <param name="Total">Among all changes.</param>
/// <param name="InTable">Among those of its table.</param>
internal readonly record struct TransactionOrder(long Total, long InTable);

/// <summary>How many changes of one table a transaction holds.</summary>
/// <param name="Table">The table.</param>
/// <param name="Changes">Its changes so far.</param>
internal readonly record struct TableCount(TableId Table, long Changes);

/// <summary>Counts the changes of the transaction that is being read, in all and by table, tables in the order in which they are first seen.</summary>
/// <remarks>
/// Owner: one <see cref="ChangeWriter"/>; its thread. A restart inside a transaction counts the changes it passes over again, so
/// numbers go on where they stood. Allocates only where a transaction touches more tables than any before.
/// </remarks>
internal sealed class TransactionTracker
{
    private const int FewTables = 8;

    // Looked through up to a few tables; beyond them the index holds the place of each.
    private readonly List<TableCount> _tables = [];
    private readonly Dictionary<TableId, int> _index = [];
    private byte[] _id = new byte[64];
    private int _idLength;
    private int _last;

    /// <summary>Whether a transaction is open.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The transaction's name in UTF-8.</summary>
    public ReadOnlySpan<byte> Id => _id.AsSpan(0, _idLength);

    /// <summary>All its changes so far.</summary>
    public long Total { get; private set; }

    /// <summary>Its changes by table, in the order in which tables were first seen.</summary>
    public IReadOnlyList<TableCount> Tables => _tables;

    /// <summary>A transaction begins; whatever was open is forgotten.</summary>
    /// <param name="id">Its GTID, or <c>file=F,pos=P</c> where it has none; in UTF-8.</param>
    public void Begin(ReadOnlySpan<byte> id)
    {
        if (id.Length > _id.Length)
        {
            _id = new byte[2 * id.Length];
        }

        id.CopyTo(_id);
        _idLength = id.Length;
        _tables.Clear();
        _index.Clear();
        (Total, _last, IsOpen) = (0, 0, true);
    }

    /// <summary>Counts a change.</summary>
    public TransactionOrder Count(TableId table)
    {
        var place = Place(table);
        var changes = _tables[place].Changes + 1;
        _tables[place] = new TableCount(table, changes);
        return new TransactionOrder(++Total, changes);
    }

    /// <summary>Some of the changes were taken back.</summary>
    /// <param name="tables">What is left, by table.</param>
    public void Recount(ReadOnlySpan<TableCount> tables)
    {
        _tables.Clear();
        _index.Clear();
        (Total, _last) = (0, 0);
        foreach (var (table, changes) in tables)
        {
            _tables[Place(table)] = new TableCount(table, changes);
            Total += changes;
        }
    }

    /// <summary>The transaction is over.</summary>
    public void End() => IsOpen = false;

    private int Place(TableId table)
    {
        if (_last < _tables.Count && _tables[_last].Table == table)
        {
            return _last;
        }

        return _last = Find(table) is var known and >= 0 ? known : Add(table);
    }

    private int Find(TableId table)
    {
        if (_tables.Count > FewTables)
        {
            return _index.TryGetValue(table, out var place) ? place : -1;
        }

        for (var i = 0; i < _tables.Count; i++)
        {
            if (_tables[i].Table == table)
            {
                return i;
            }
        }

        return -1;
    }

    private int Add(TableId table)
    {
        _tables.Add(new TableCount(table, 0));
        if (_tables.Count > FewTables)
        {
            for (var i = _index.Count; i < _tables.Count; i++)
            {
                _index.Add(_tables[i].Table, i);
            }
        }

        return _tables.Count - 1;
    }
}

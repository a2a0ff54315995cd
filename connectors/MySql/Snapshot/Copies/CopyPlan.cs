using System.Collections.Immutable;
using System.Text;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Results;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.MySql.Snapshot.Keys;
using ConnectRuntime.MySql.Snapshot.Tables;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Snapshot.Copies;

/// <summary>How one table is read at one definition: the statement, its decoder, and where in a row the key lies. Immutable but for the report of its conversions.</summary>
/// <remarks>
/// <code>
/// SELECT captured columns [, columns of the key that are not captured] FROM t AS s FORCE INDEX (PRIMARY) [WHERE behind the key] ORDER BY the key
/// SELECT captured columns FROM t AS s                          no key, or one that cannot be gone on from
/// SELECT captured columns FROM (the user's statement) AS s     likewise
/// </code>
/// </remarks>
internal sealed class CopyPlan
{
    private const string Alias = "s";

    private readonly KeyPlan? _key;
    private readonly int[] _keyCells;
    private readonly string _select;

    private CopyPlan(CapturedTable table, TableFacts facts, ResultRowPlan rows, KeyPlan? key, int[] keyCells, string select)
    {
        Table = table;
        Facts = facts;
        Rows = rows;
        _key = key;
        _keyCells = keyCells;
        _select = select;
    }

    /// <summary>The table.</summary>
    public CapturedTable Table { get; }

    /// <summary>What is known about it.</summary>
    public TableFacts Facts { get; }

    /// <summary>How rows become cells.</summary>
    public ResultRowPlan Rows { get; }

    /// <summary>Whether the user's statement reads it.</summary>
    public bool IsOverridden { get; private init; }

    /// <summary>Whether a copy that breaks off goes on behind the last key.</summary>
    public bool CanGoOn => _key is not null;

    /// <summary>Compiles a table.</summary>
    public static CopyPlan For(CapturedTable table, TableFacts facts, MySqlSourceModel source, ConversionReport report, bool isMariaDb)
    {
        var rows = ResultRowPlan.For(table.Id, table.Columns, report);
        var list = rows.CellCount == 0 ? "NULL" : rows.SelectList;

        // MariaDB may keep small results; what is read once only would take the place of others.
        var select = isMariaDb ? "SELECT SQL_NO_CACHE " : "SELECT ";
        if (source.Snapshot.OverrideOf(table.Id) is { } statement)
        {
            return new CopyPlan(table, facts, rows, null, [], $"{select}{list} FROM ({statement.TrimEnd(' ', '\r', '\n', '\t', ';')}\n) AS {Alias}") { IsOverridden = true };
        }

        var key = KeyPlan.For(table.Model, facts);
        var from = $" FROM {SqlText.Quote(table.Id.Database)}.{SqlText.Quote(table.Id.Table)} AS {Alias}";
        if (key is null)
        {
            return new CopyPlan(table, facts, rows, null, [], select + list + from);
        }

        var cells = new int[key.Columns.Length];
        var more = new List<string>();
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = CellOf(table, key.Columns[i]);
            if (cells[i] < 0)
            {
                cells[i] = Math.Max(rows.CellCount, 1) + more.Count;
                more.Add(", " + key.Columns[i].Expression);
            }
        }

        return new CopyPlan(table, facts, rows, key, cells, $"{select}{list}{string.Concat(more)}{from} FORCE INDEX (PRIMARY)");
    }

    /// <summary>The statement.</summary>
    /// <param name="behind">Where to go on; null for the table's start.</param>
    public string Statement(SnapshotProgress? behind)
    {
        if (_key is null)
        {
            return _select;
        }

        var text = new StringBuilder(_select);
        if (behind is { Key.IsEmpty: false })
        {
            text.Append(" WHERE ").Append(_key.Where(Alias, behind));
        }

        return text.Append(" ORDER BY ").Append(_key.OrderBy(Alias)).ToString();
    }

    /// <summary>The key of a row, as a position keeps it; empty where the copy could not go on from it.</summary>
    /// <param name="row">The row, before its first cell.</param>
    public ImmutableArray<string> KeyOf(BinaryRow row)
    {
        if (_key is null)
        {
            return [];
        }

        var values = new string[_keyCells.Length];
        Span<byte> scratch = stackalloc byte[BinaryText.MaxLength];
        for (var cell = 0; row.MoveNext(); cell++)
        {
            for (var i = 0; i < _keyCells.Length; i++)
            {
                if (_keyCells[i] == cell)
                {
                    values[i] = _key.Columns[i].Keep(BinaryText.Of(row, scratch));
                }
            }
        }

        return [.. values];
    }

    // Columns whose types can be keys are asked for by the decoder as they are asked for here.
    private static int CellOf(CapturedTable table, KeyColumn column)
    {
        var cell = 0;
        for (var i = 0; i < table.Columns.Length; i++)
        {
            if (table.Columns[i] is not null)
            {
                if (ReferenceEquals(table.Columns[i]!.Column, column.Column))
                {
                    return cell;
                }

                cell++;
            }
        }

        return -1;
    }
}

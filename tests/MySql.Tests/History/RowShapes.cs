using System.Globalization;
using System.Text;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.Client.Sql;
using ConnectRuntime.MySql.History;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>A row in every table that a statement has made or changed, and the TABLE_MAP event that the server writes of it, against what the catalog says.</summary>
/// <param name="session">A session of its own in which rows are written.</param>
/// <param name="isFull">Whether the server logs names and the rest of binlog_row_metadata=FULL.</param>
internal sealed class RowShapes(MySqlConnection session, bool isFull)
{
    private readonly Dictionary<TableId, TableModel> _seen = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Definitions that were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>Definitions that took no row, with the reason.</summary>
    public List<string> Empty { get; } = [];

    /// <summary>Begins, with a session that takes any row.</summary>
    public static async Task<RowShapes> StartAsync(MySqlConnectionConfig config, bool isFull)
    {
        var session = await MySqlConnection.ConnectAsync(config, Cancel);
        var checks = session.Server.IsMariaDb ? ", check_constraint_checks = 0, system_versioning_alter_history = KEEP" : "";
        await session.ExecuteAsync($"SET SESSION sql_mode = '', foreign_key_checks = 0, lock_wait_timeout = 2{checks}", Cancel);
        return new RowShapes(session, isFull);
    }

    /// <summary>Compares the tables whose definition in the catalog is another one than at the last call; empty where they are right.</summary>
    public async Task<string> CompareAsync(DdlOracle oracle, ServerBinlog binlog)
    {
        var text = new StringBuilder();
        foreach (var table in oracle.Catalog.Tables.Where(id => id.Database == oracle.Database).Select(id => oracle.Catalog.Find(id)!).ToList())
        {
            if (_seen.TryGetValue(table.Id, out var known) && ReferenceEquals(known, table))
            {
                continue;
            }

            _seen[table.Id] = table;
            if (await WriteAsync(table) is { } refused)
            {
                Empty.Add($"{table.Id}: {refused}");
                continue;
            }

            var map = (await binlog.ReadAsync()).Where(plain => plain.Type == BinlogEventType.TableMap)
                .Select(plain => new TableMapCache().Read(plain.Body, out _)).LastOrDefault(map => map.Id == table.Id);
            Compared++;
            if (map is null || Difference(table, map) is { Length: > 0 })
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"{table.Id}\n{(map is null ? "  no rows were logged" : Difference(table, map))}");
            }
        }

        return text.ToString();
    }

    private string Difference(TableModel table, TableMapModel map)
    {
        var problem = map.Columns.Length != table.Columns.Length ? $"  {map.Columns.Length} columns were logged, the catalog has {table.Columns.Length}\n"
            : ReferenceEquals(table, TableMapMatch.Resolve(table, map)) ? ""
            : "  types, lengths, signs or names are others\n";
        if (!isFull || problem.Length > 0)
        {
            return problem;
        }

        // All that the event tells by itself, and what it makes of what was known.
        var alone = TableMapMatch.OfMetadata(map, null)!;
        var pairs = table.Columns.Select(Told).Zip(alone.Columns.Select(Told)).Where(pair => pair.First != pair.Second);
        var whole = ModelText.Print(TableMapMatch.OfMetadata(map, table)!);
        return string.Concat(pairs.Select(pair => $"  catalog: {pair.First}\n  logged:  {pair.Second}\n"))
            + (whole == ModelText.Print(table) ? "" : $"  catalog: {ModelText.Print(table)}\n  logged:  {whole}\n");
    }

    // To the binlog of MariaDB UUIDs and addresses are BINARY of their size, and vectors VARBINARY.
    private string Told(ColumnModel column)
    {
        var (type, length) = column.Type switch
        {
            SqlType.Uuid or SqlType.Inet6 => (SqlType.Binary, 16),
            SqlType.Inet4 => (SqlType.Binary, 4),
            SqlType.Vector when session.Server.IsMariaDb => (SqlType.VarBinary, 4 * column.Length),
            SqlType.Char or SqlType.VarChar or SqlType.Binary or SqlType.VarBinary or SqlType.Bit or SqlType.Decimal => (column.Type, column.Length),
            _ => (column.Type, 0),
        };
        return $"{column.Name} {type}({length},{(type == SqlType.Decimal ? column.Scale : 0)},{column.FractionDigits}) {column.Charset} "
            + $"null={column.IsNullable} unsigned={column.IsUnsigned} {string.Join('|', column.Members)}";
    }

    // A row that goes again, so that statements find what they would find without us. Null where it was written, otherwise why not.
    private async Task<string?> WriteAsync(TableModel table)
    {
        var name = $"{SqlText.Quote(table.Id.Database)}.{SqlText.Quote(table.Id.Table)}";
        var shapes = table.Columns.Where(column => column is { IsNullable: false, IsGenerated: false, IsHidden: false } && Shape(column) is not null).ToArray();
        try
        {
            var isEmpty = (await session.RowsAsync($"SELECT 1 FROM {name} LIMIT 1", Cancel)).Count == 0;
            await session.ExecuteAsync(
                $"INSERT INTO {name} ({string.Join(',', shapes.Select(column => SqlText.Quote(column.Name)))}) VALUES ({string.Join(',', shapes.Select(Shape))})",
                Cancel);
            if (isEmpty)
            {
                await session.ExecuteAsync($"DELETE FROM {name}", Cancel);
            }

            return null;
        }
        catch (ConnectException e) when (MySqlServerException.Of(e) is not null && session.IsUsable)
        {
            return e.Message;
        }
    }

    private static string? Shape(ColumnModel column)
    {
        var text = column.Type switch
        {
            SqlType.Geometry or SqlType.Point => "POINT(1 1)",
            SqlType.LineString => "LINESTRING(0 0,1 1)",
            SqlType.Polygon => "POLYGON((0 0,0 1,1 1,0 0))",
            SqlType.MultiPoint => "MULTIPOINT(1 1)",
            SqlType.MultiLineString => "MULTILINESTRING((0 0,1 1))",
            SqlType.MultiPolygon => "MULTIPOLYGON(((0 0,0 1,1 1,0 0)))",
            SqlType.GeometryCollection => "GEOMETRYCOLLECTION(POINT(1 1))",
            _ => null,
        };
        return text is null ? null : string.Create(CultureInfo.InvariantCulture, $"ST_GeomFromText('{text}', {column.Srid ?? 0})");
    }
}

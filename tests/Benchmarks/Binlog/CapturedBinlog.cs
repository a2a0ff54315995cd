using System.Buffers.Binary;
using ConnectRuntime.Configuration;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Values;
using ConnectRuntime.Records;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>A file of a binary log in memory, replayed through the source's own reader, plans and writer, with no server and no socket.</summary>
internal sealed class CapturedBinlog
{
    private const int Magic = 4, SizeAt = 9;

    private readonly byte[] _bytes;
    private readonly CapturedTable _table;
    private readonly ConversionReport _report = new(FailureMode.Fail, null);
    private readonly TableMapCache _maps = new();
    private readonly ChangeWriter _writer;
    private TableMapModel? _map;
    private BinlogRowPlan? _plan;

    private CapturedBinlog(byte[] bytes, CapturedTable table, MySqlSourceModel model, ConnectorConfig config)
    {
        _bytes = bytes;
        _table = table;
        _writer = new ChangeWriter(model, new FakeSourceContext(config));
    }

    /// <summary>Bytes of the file.</summary>
    public long Bytes => _bytes.Length;

    /// <summary>Where its rows go.</summary>
    public RecordStream Stream => _table.Stream;

    /// <summary>Takes a file of a server whose table has the definition that the file was written under.</summary>
    public static async Task<CapturedBinlog> ReadAsync(BinlogServer server, string file)
    {
        var config = MySqlSpec.Spec.Parse(Options(server)).Require("the rig");
        var model = MySqlSourceModel.From(config, ServerFlavor.MySql);
        var table = CapturedTable.For(await SampleCatalog.ReadAsync(server), model) ?? throw new InvalidOperationException("The table is not captured.");
        return new CapturedBinlog(await File.ReadAllBytesAsync(server.PathOf(file)), table, model, config);
    }

    /// <summary>Where the rows of the server's sample table go.</summary>
    public static async Task<RecordStream> StreamOfAsync(BinlogServer server)
    {
        var model = MySqlSourceModel.From(MySqlSpec.Spec.Parse(Options(server)).Require("the rig"), ServerFlavor.MySql);
        return CapturedTable.For(await SampleCatalog.ReadAsync(server), model)!.Stream;
    }

    /// <summary>The options of a source over the server.</summary>
    public static Dictionary<string, string?> Options(BinlogServer server) => new()
    {
        ["topic.prefix"] = "bench",
        ["database.hostname"] = "127.0.0.1",
        ["database.port"] = server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["database.user"] = Testing.Servers.MySqlFamilyServer.User,
        ["database.password"] = server.Password,
        ["database.server.id"] = "4711",
        ["database.include.list"] = BinlogServer.Database,
    };

    /// <summary>Decodes all rows, as changes with their source blocks if <paramref name="asChanges"/>.</summary>
    /// <param name="batch">Where rows go.</param>
    /// <param name="asChanges">Whether rows become changes with key, source block and headers.</param>
    /// <param name="full">Sees each batch before it is emptied.</param>
    public long Replay(RecordBatch batch, bool asChanges, Action<RecordBatch> full)
    {
        using var reader = new BinlogEventReader(BinlogChecksum.Crc32, verify: true);
        reader.Begin(BinlogChecksum.Crc32, "binlog.000001", Magic);
        Begin(batch);
        long rows = 0;
        for (var at = Magic; at < _bytes.Length;)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan(at + SizeAt));
            reader.Push(_bytes.AsMemory(at, size));
            at += size;
            while (reader.TryRead())
            {
                rows += Apply(reader, batch, asChanges, full);
            }
        }

        full(batch);
        return rows;
    }

    private void Begin(RecordBatch batch)
    {
        batch.Clear();
        _writer.BeginBatch(batch);
    }

    private int Apply(BinlogEventReader reader, RecordBatch batch, bool asChanges, Action<RecordBatch> full)
    {
        if (reader.Type == BinlogEventType.TableMap)
        {
            var map = _maps.Read(reader.Body, out _, reader.Format);
            if (!ReferenceEquals(map, _map))
            {
                _map = map;
                _plan = BinlogRowPlan.For(map, _table.Columns, _report, _table.Model);
            }

            return 0;
        }

        if (!RowsEvent.Is(reader.Type))
        {
            return 0;
        }

        var rows = RowsEvent.Read(reader.Type, reader.Body, reader.TableIdBytes);
        _writer.BeginEvent(new ChangeOrigin
        {
            File = reader.File,
            Position = (long)reader.Start,
            TimeMicros = reader.Header.Timestamp * 1_000_000L,
            ServerId = reader.Header.ServerId,
        });
        var bytes = rows.Rows;
        var row = 0;
        for (; bytes.Length > 0; row++)
        {
            if (batch.IsFull || batch.Cells.Length > 500_000)
            {
                full(batch);
                Begin(batch);
            }

            var root = batch.AddStruct(_plan!.CellCount);
            bytes = bytes[_plan.Decode(bytes, rows.After, batch, root + 1)..];
            if (asChanges)
            {
                _writer.Write(_table, RowOperation.Create, -1, root, row);
            }
        }

        return row;
    }
}

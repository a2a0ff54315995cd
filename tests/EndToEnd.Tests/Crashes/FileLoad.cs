using System.Text;
using ConnectRuntime.EndToEnd.Tests.Rig;

namespace ConnectRuntime.EndToEnd.Tests.Crashes;

/// <summary>Files that grow while a worker reads them: one with a row per key, one with few keys, and a folder that gets more files.</summary>
/// <remarks>
/// Rows are written in pieces that end in the middle of records, of quotes and of characters, as a writer with a buffer does. The folder gets its
/// files by renaming.
/// </remarks>
internal sealed class FileLoad : IAsyncDisposable
{
    private const int RowsPerFile = 2000;

    // On a slow machine the work would grow with the time it takes.
    private const int MostFiles = 30, MostOrders = 60_000;

    private readonly Workplace _place;
    private readonly Random _random;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _writing;
    private int _files;

    /// <summary>Makes the files and begins to write.</summary>
    public FileLoad(Workplace place, int seed)
    {
        _place = place;
        _random = new Random(seed);
        Directory.CreateDirectory(Folder);
        SampleRows.Unique.WriteFile(Orders, 1, OrderCount = 15_000);
        Changing.WriteFile(Changes, 1, ChangeCount = 5_000);
        AddFile();
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Rows of few keys.</summary>
    public static SampleRows Changing { get; } = new(97);

    /// <summary>Rows 1 to this are in the file of orders.</summary>
    public long OrderCount { get; private set; }

    /// <summary>Rows 1 to this are in the file of changes.</summary>
    public long ChangeCount { get; private set; }

    /// <summary>Rows 1 to this are in the folder.</summary>
    public long PartCount => (long)_files * RowsPerFile;

    private string Orders => _place.FileOf("orders.csv");

    private string Changes => _place.FileOf("changes.csv");

    private string Folder => _place.FileOf("parts");

    /// <summary>Writes the connector files of the three sources.</summary>
    public void WriteConnectors()
    {
        _place.WriteConnector("orders", SampleRows.Source("orders", Orders).With("topic.creation.default.partitions", "2"));
        _place.WriteConnector("changes", SampleRows.Source("changes", Changes).With("topic.creation.default.partitions", "3").With("batch.size", "300"));
        _place.WriteConnector("parts", SampleRows.Source("parts").With("input.path", Folder).With("input.file.pattern", ".*\\.csv").With("tasks.max", "2"));
    }

    /// <summary>Ends with whole records.</summary>
    public async Task EndAsync()
    {
        await _stop.CancelAsync();
        await _writing;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _stop.Dispose();
    }

    private async Task WriteAsync()
    {
        await using var orders = new FileStream(Orders, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await using var changes = new FileStream(Changes, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
        for (var round = 1; !_stop.IsCancellationRequested; round++)
        {
            if (OrderCount > MostOrders)
            {
                await Task.Delay(Timeout.Infinite, _stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            }

            var (more, others) = (_random.Next(1, 250), _random.Next(1, 60));
            await WritePiecesAsync(orders, SampleRows.Unique.Records(OrderCount + 1, more));
            await WritePiecesAsync(changes, Changing.Records(ChangeCount + 1, others));
            (OrderCount, ChangeCount) = (OrderCount + more, ChangeCount + others);
            if (round % 10 == 0 && _files < MostFiles)
            {
                AddFile();
            }
        }
    }

    private async Task WritePiecesAsync(FileStream file, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var middle = _random.Next(bytes.Length);
        file.Write(bytes.AsSpan(0, middle));
        await Task.Delay(_random.Next(1, 25));
        file.Write(bytes.AsSpan(middle));
    }

    private void AddFile()
    {
        SampleRows.Unique.WriteFile(Path.Combine(Folder, $"part-{_files:0000}.csv"), PartCount + 1, RowsPerFile);
        _files++;
    }
}

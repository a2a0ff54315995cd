using ConnectRuntime.Transport.Embedded.Journal;
using ConnectRuntime.Transport.Embedded.Storage;
using ConnectRuntime.Transport.Embedded.Transactions;
using ConnectRuntime.Transport.Embedded.Writing;

namespace ConnectRuntime.Transport.Embedded.Recovery;

/// <summary>The parts of a log that is open, and how they are put away.</summary>
internal sealed class OpenedLog(string clusterId, StorageContext context, TopicCatalog topics, FlushLoop loop, IDisposable folderLock)
{
    public string ClusterId { get; } = clusterId;

    public TopicCatalog Topics { get; } = topics;

    public FlushLoop Loop { get; } = loop;

    /// <summary>Stops the flusher and leaves the marker of a clean shutdown, unless the log has failed.</summary>
    public void Close()
    {
        Loop.Stop();
        try
        {
            if (Loop.Failure is null)
            {
                AbortOpenTransactions();
                if (Loop.SyncMarkers())
                {
                    SaveEnds();
                }
            }
        }
        catch (Exception e) when (e is IOException or TopicLogException)
        {
            context.Log(
                $"The log in {context.Options.Folder} is closed without the marker of a clean shutdown: {e.Message} The next start " +
                $"looks for the ends itself.");
        }
        finally
        {
            context.Open.Dispose();
            Loop.Journal.Dispose();
            folderLock.Dispose();
        }
    }

    private void SaveEnds()
    {
        foreach (var partition in Topics.All.SelectMany(t => t.Partitions))
        {
            partition.SaveIndexes(long.MaxValue, all: true);
        }

        CleanMarker.Write(context, Topics.All);
    }

    private void AbortOpenTransactions()
    {
        var open = Loop.Journal.Transactions.All.Where(t => t.Ongoing.Count > 0)
            .Select(t => (LogRequest?)new EndTransactionRequest(t, t.Epoch, commit: false, []));
        Loop.RunCycle([.. open]);
    }
}

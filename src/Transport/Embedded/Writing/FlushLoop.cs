using System.Runtime.InteropServices;
using ConnectRuntime.Transport.Embedded.Files;
using ConnectRuntime.Transport.Embedded.Journal;
using ConnectRuntime.Transport.Embedded.Storage;

namespace ConnectRuntime.Transport.Embedded.Writing;

/// <summary>The one thread that writes: it takes all requests that wait, and makes them durable together.</summary>
/// <remarks>
/// A cycle, in this order, which is what makes a commit atomic and cheap:
/// <c>write records → sync the partitions touched → write and sync the journal → markers, offsets, visibility → answers</c>.
/// A failed write takes its request back; a failed sync ends the log, since the kernel forgets what it could not write.
/// </remarks>
internal sealed class FlushLoop(StorageContext context, StateJournal journal, TopicCatalog topics)
{
    private const int ManyFiles = 16;
    private readonly object _gate = new();
    private readonly List<PartitionState> _touched = [];
    private readonly HashSet<PartitionState> _unsyncedMarkers = [];
    private List<LogRequest?> _incoming = [];
    private List<LogRequest?> _current = [];
    private volatile TopicLogException? _failure;
    private bool _stopping;
    private Thread? _thread;

    public StorageContext Context { get; } = context;

    public StateJournal Journal { get; } = journal;

    public TopicCatalog Topics { get; } = topics;

    /// <summary>Why the log has ended, or null.</summary>
    public TopicLogException? Failure => _failure;

    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "topic-log-flusher" };
        _thread.Start();
    }

    /// <summary>Hands a request over; throws once the log is closed or has failed.</summary>
    public void Enqueue(LogRequest request)
    {
        lock (_gate)
        {
            ThrowIfUnusable();
            _incoming.Add(request);
            if (_incoming.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    public void ThrowIfUnusable()
    {
        if (_failure is { } failure)
        {
            throw new TopicLogException(failure.Kind, failure.Code, failure.Message[(failure.Code.Length + 2)..], failure);
        }

        if (_stopping)
        {
            throw LogErrors.Closed();
        }
    }

    /// <summary>Ends the thread after everything handed over is done.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopping = true;
            Monitor.Pulse(_gate);
        }

        _thread?.Join();
    }

    /// <summary>Has a partition synced and shown to readers in this cycle.</summary>
    public void Touch(PartitionState partition)
    {
        if (!partition.Touched)
        {
            partition.Touched = true;
            _touched.Add(partition);
        }
    }

    /// <summary>Notes a marker that is written and not synced.</summary>
    public void MarkerWritten(PartitionState partition) => _unsyncedMarkers.Add(partition);

    /// <summary>Writes and syncs every marker, so that the journal may forget the decisions.</summary>
    /// <returns>Whether it may: false while the disk does not take a marker.</returns>
    public bool SyncMarkers()
    {
        foreach (var partition in _unsyncedMarkers.Where(p => !p.Topic.Deleted))
        {
            try
            {
                partition.WritePendingMarkers();
            }
            catch (IOException e)
            {
                Context.Log($"The end of a transaction is still not written to {partition.Id}: {e.Message} It is tried again.");
                return false;
            }

            SyncOne(partition);
            partition.Publish();
        }

        _unsyncedMarkers.Clear();
        return true;
    }

    /// <summary>Does one cycle on the calling thread; for recovery, before the thread runs.</summary>
    public void RunCycle(List<LogRequest?> requests)
    {
        foreach (ref var request in CollectionsMarshal.AsSpan(requests))
        {
            request!.Prepare(this);
            if (request.Error is not null || request.CompletesWhenWritten)
            {
                var done = request;
                request = null;
                done.Complete();
            }
        }

        SyncTouched();
        FlushJournal(requests);
        foreach (var request in requests)
        {
            request?.Apply(this);
        }

        Publish();
        foreach (ref var request in CollectionsMarshal.AsSpan(requests))
        {
            var done = request;
            request = null;
            done?.Complete();
        }

        if (Journal.IsLarge && SyncMarkers())
        {
            Journal.Compact(Topics.All);
        }
    }

    private void Run()
    {
        while (Take())
        {
            try
            {
                RunCycle(_current);
            }
            catch (Exception e)
            {
                Fail(e as TopicLogException ?? LogErrors.SyncFailed(Context.Options.Folder, e));
            }

            _current.Clear();
        }
    }

    private bool Take()
    {
        lock (_gate)
        {
            while (_incoming.Count == 0)
            {
                if (_stopping)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }

            (_incoming, _current) = (_current, _incoming);
            return true;
        }
    }

    private void SyncTouched()
    {
        if (_touched.Count > ManyFiles)
        {
            Context.Files.PrepareSync(Context.Options.Folder);
        }

        SideBySide.Sync(_touched, SyncOne);
        foreach (var partition in _touched)
        {
            if (!partition.HasPendingMarkers)
            {
                _unsyncedMarkers.Remove(partition);
            }
        }
    }

    private static void SyncOne(PartitionState partition)
    {
        try
        {
            if (!partition.Topic.Deleted)
            {
                partition.Sync();
            }
        }
        catch (IOException e)
        {
            throw LogErrors.SyncFailed(partition.Folder, e);
        }
    }

    private void FlushJournal(List<LogRequest?> requests)
    {
        if (!Journal.HasPending)
        {
            return;
        }

        try
        {
            Journal.Flush();
        }
        catch (IOException e)
        {
            var error = Context.WriteFailed(e);
            foreach (ref var request in CollectionsMarshal.AsSpan(requests))
            {
                if (request is { InJournal: true } failed)
                {
                    request = null;
                    failed.Revert(this);
                    failed.Error = error;
                    failed.Complete();
                }
            }
        }
    }

    private void Publish()
    {
        foreach (var partition in _touched)
        {
            partition.Touched = false;
            if (!partition.Topic.Deleted)
            {
                partition.Publish();
            }
        }

        _touched.Clear();
    }

    private void Fail(TopicLogException failure)
    {
        _failure = failure;
        Context.Log(failure.Message);
        List<LogRequest?> waiting;
        lock (_gate)
        {
            (waiting, _incoming) = (_incoming, []);
        }

        foreach (var request in _current.Concat(waiting))
        {
            if (request is not null)
            {
                request.Error = failure;
                request.Complete();
            }
        }

        foreach (var partition in Topics.All.SelectMany(t => t.Partitions))
        {
            partition.WakeReaders();
        }
    }
}

using System.Threading.Tasks.Sources;
using ConnectRuntime.Transport.Embedded.Storage;
using ConnectRuntime.Transport.Embedded.Transactions;

namespace ConnectRuntime.Transport.Embedded.Writing;

/// <summary>The framed batches of one append: all are written, or none.</summary>
/// <remarks>Pooled: goes back when its result is taken. The framer fills it, then the flusher owns it.</remarks>
internal sealed class AppendRequest(RequestPool requests, BlockPool blocks) : LogRequest, IValueTaskSource
{
    private readonly List<byte[]> _blocks = [];
    private ManualResetValueTaskSourceCore<bool> _completion = new() { RunContinuationsAsynchronously = true };
    private FrameChunk[] _chunks = new FrameChunk[4];
    private int _count;

    public ValueTask AsValueTask => new(this, _completion.Version);

    /// <summary>The transaction that this is in, or null.</summary>
    public TransactionState? Transaction { get; set; }

    /// <summary>The epoch of the producer that appends.</summary>
    public short Epoch { get; set; }

    public override bool CompletesWhenWritten => Transaction is not null;

    public byte[] RentBlock(int needed)
    {
        var block = blocks.Rent(needed);
        _blocks.Add(block);
        return block;
    }

    public void AddChunk(PartitionState partition, byte[] block, int start, int length, int count)
    {
        if (_count == _chunks.Length)
        {
            Array.Resize(ref _chunks, _count * 2);
        }

        ref var chunk = ref _chunks[_count++];
        chunk.Partition = partition;
        chunk.Block = block;
        chunk.Start = start;
        chunk.Length = length;
        chunk.Count = count;
    }

    public override void Prepare(FlushLoop loop)
    {
        if (Transaction is { } transaction && !transaction.IsCurrent(Epoch))
        {
            Error = LogErrors.Fenced(transaction.Id);
            return;
        }

        for (var i = 0; i < _count; i++)
        {
            if (_chunks[i].Partition.Topic.Deleted)
            {
                Error = LogErrors.TopicGone(_chunks[i].Partition.Topic.Info.Name);
                return;
            }
        }

        WriteAll(loop);
    }

    public override void Complete()
    {
        ReleaseBlocks();
        if (Error is null)
        {
            _completion.SetResult(true);
        }
        else
        {
            _completion.SetException(Error);
        }
    }

    /// <summary>Gives the request back unused.</summary>
    public void Recycle()
    {
        ReleaseBlocks();
        Transaction = null;
        Error = null;
        _completion.Reset();
        requests.Return(this);
    }

    void IValueTaskSource.GetResult(short token)
    {
        try
        {
            _completion.GetResult(token);
        }
        finally
        {
            Recycle();
        }
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _completion.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _completion.OnCompleted(continuation, state, token, flags);

    private void WriteAll(FlushLoop loop)
    {
        var written = 0;
        try
        {
            for (; written < _count; written++)
            {
                WriteOne(ref _chunks[written]);
            }
        }
        catch (IOException e)
        {
            Error = loop.Context.WriteFailed(e);
            UndoFrom(written, loop.Context.Options.Folder);
            return;
        }

        for (var i = 0; i < _count && Transaction is null; i++)
        {
            loop.Touch(_chunks[i].Partition);
        }
    }

    private void WriteOne(ref FrameChunk chunk)
    {
        var partition = chunk.Partition;
        chunk.Undo = default;
        chunk.UndoLast = -1;
        partition.WritePendingMarkers();
        chunk.UndoOffset = partition.NextOffset;
        partition.Write(chunk.Block.AsSpan(chunk.Start, chunk.Length), chunk.Count, ref chunk.Undo);
        if (Transaction is not null)
        {
            var ongoing = partition.FindOngoing(Transaction.ProducerId);
            chunk.UndoLast = ongoing?.Last ?? -1;
            ongoing ??= Transaction.Enter(partition, Epoch, chunk.UndoOffset);
            ongoing.Last = partition.NextOffset - 1;
        }
    }

    private void UndoFrom(int failed, string folder)
    {
        try
        {
            for (var i = failed; i >= 0; i--)
            {
                UndoOne(ref _chunks[i], i < failed);
            }
        }
        catch (IOException e)
        {
            throw LogErrors.SyncFailed(folder, e);
        }
    }

    private void UndoOne(ref FrameChunk chunk, bool complete)
    {
        if (chunk.Undo.Segment is { } segment)
        {
            chunk.Partition.Undo(segment, chunk.Undo.Size, chunk.UndoOffset);
        }

        if (complete && Transaction is not null && chunk.Partition.FindOngoing(Transaction.ProducerId) is { } ongoing)
        {
            ongoing.Last = chunk.UndoLast;
            if (chunk.UndoLast < 0)
            {
                Transaction.Leave(ongoing);
            }
        }
    }

    private void ReleaseBlocks()
    {
        foreach (var block in _blocks)
        {
            blocks.Return(block);
        }

        _blocks.Clear();
        Array.Clear(_chunks, 0, _count);
        _count = 0;
    }
}

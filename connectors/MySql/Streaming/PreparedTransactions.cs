using System.Buffers;
using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>The rows of XA transactions between PREPARE and the end, kept among the task's notes, so that a restart in between finds them.</summary>
/// <remarks>
/// One owner, one thread. A note holds up to <see cref="ChunkBytes"/> and is called <c>xa/NAME/NUMBER</c>. Notes are durable before the position that
/// lies behind the PREPARE, and are removed only once a position behind the end is.
/// </remarks>
internal sealed class PreparedTransactions(ITaskStore store)
{
    private const int ChunkBytes = 512 * 1024;
    private const string Prefix = "xa/";

    private readonly ArrayBufferWriter<byte> _collected = new();
    private readonly Queue<(string Xid, string File, ulong Position)> _ended = new();

    /// <summary>Whether the rows that are read now belong to a transaction that is not prepared yet.</summary>
    public bool IsCollecting { get; private set; }

    /// <summary>A transaction begins.</summary>
    public void Begin()
    {
        _collected.ResetWrittenCount();
        IsCollecting = true;
    }

    /// <summary>Gives up what was collected.</summary>
    public void Reset() => IsCollecting = false;

    /// <summary>Keeps an event.</summary>
    public void Add(in BinlogEventHeader header, BinlogEventType type, ReadOnlySpan<byte> body)
    {
        ReplayReader.Write(_collected.GetSpan(ReplayReader.HeadBytes), type, header, body.Length);
        _collected.Advance(ReplayReader.HeadBytes);
        _collected.Write(body);
    }

    /// <summary>Ends the collection; its events are read now.</summary>
    public ReplayReader Take()
    {
        IsCollecting = false;
        return new ReplayReader(_collected.WrittenMemory.ToArray());
    }

    /// <summary>Ends the collection and makes it durable.</summary>
    public async ValueTask SaveAsync(string xid, CancellationToken cancellationToken)
    {
        IsCollecting = false;
        var notes = new List<KeyValuePair<string, ReadOnlyMemory<byte>?>>();
        var all = _collected.WrittenMemory;
        for (var at = 0; at == 0 || at < all.Length; at += ChunkBytes)
        {
            notes.Add(new($"{Prefix}{xid}/{notes.Count:D6}", all.Slice(at, Math.Min(ChunkBytes, all.Length - at))));
        }

        await store.PutAsync(notes, cancellationToken);
    }

    /// <summary>The events of a transaction; null where it was never seen.</summary>
    public async ValueTask<ReplayReader?> LoadAsync(string xid, CancellationToken cancellationToken)
    {
        var all = new ArrayBufferWriter<byte>();
        var keys = await store.KeysAsync($"{Prefix}{xid}/", cancellationToken);
        foreach (var key in keys)
        {
            all.Write((await store.GetAsync(key, cancellationToken))!.Value.Span);
        }

        return keys.Count == 0 ? null : new ReplayReader(all.WrittenMemory);
    }

    /// <summary>A transaction ended at a place; its notes go once that is behind.</summary>
    public void End(string xid, string file, ulong position) => _ended.Enqueue((xid, file, position));

    /// <summary>Removes notes of transactions that ended before a position that is durable.</summary>
    public async ValueTask CommittedAsync(string file, ulong position, CancellationToken cancellationToken)
    {
        while (_ended.TryPeek(out var ended) && (ended.File != file || ended.Position < position))
        {
            var keys = await store.KeysAsync($"{Prefix}{ended.Xid}/", cancellationToken);
            await store.PutAsync([.. keys.Select(key => KeyValuePair.Create(key, (ReadOnlyMemory<byte>?)null))], cancellationToken);
            _ended.Dequeue();
        }
    }
}

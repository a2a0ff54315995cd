using System.Buffers;
using System.Globalization;
using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.MySql.Positions;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>The rows of XA transactions between PREPARE and the end, kept among the task's notes, so that a restart in between finds them.</summary>
/// <remarks>
/// One owner, one thread. Notes are durable before the position that lies behind the PREPARE, and are removed only once a position behind the end is.
/// As a name may be used again in between, they are kept by the place of the PREPARE too; a note holds up to <see cref="ChunkBytes"/>:
/// <code>
/// xa/NAME/FILE:POSITION/NUMBER
/// </code>
/// </remarks>
internal sealed class PreparedTransactions(ITaskStore store)
{
    private const int ChunkBytes = 512 * 1024;
    private const string Prefix = "xa/";

    private readonly ArrayBufferWriter<byte> _collected = new();
    private readonly List<(string Notes, string File, ulong Position)> _ended = [];

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
    /// <param name="xid">The transaction's name.</param>
    /// <param name="file">The file of its PREPARE.</param>
    /// <param name="position">Where it is there.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async ValueTask SaveAsync(string xid, string file, ulong position, CancellationToken cancellationToken)
    {
        IsCollecting = false;

        // A server gives a name away again only once its last bearer has ended, so what a crash has left of that one can go too.
        foreach (var earlier in (await FindAsync(xid, cancellationToken)).Where(earlier => IsBefore(earlier, file, position)))
        {
            _ended.Add((earlier, file, position));
        }

        var notes = new List<KeyValuePair<string, ReadOnlyMemory<byte>?>>();
        var all = _collected.WrittenMemory;
        for (var at = 0; at == 0 || at < all.Length; at += ChunkBytes)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{xid}/{file}:{position:D20}/{notes.Count:D6}");
            notes.Add(new(key, all.Slice(at, Math.Min(ChunkBytes, all.Length - at))));
        }

        await store.PutAsync(notes, cancellationToken);
    }

    /// <summary>A transaction ended; its notes go once that is behind.</summary>
    /// <param name="xid">Its name.</param>
    /// <param name="file">The file of its end.</param>
    /// <param name="position">Where it is there.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Its events; null where its PREPARE was never seen.</returns>
    public async ValueTask<ReplayReader?> EndAsync(string xid, string file, ulong position, CancellationToken cancellationToken)
    {
        // Places of another server's files say nothing here; then it is the last one of that name.
        var known = await FindAsync(xid, cancellationToken);
        if ((known.LastOrDefault(notes => IsBefore(notes, file, position)) ?? known.LastOrDefault()) is not { } found)
        {
            return null;
        }

        _ended.Add((found, file, position));
        var all = new ArrayBufferWriter<byte>();
        foreach (var key in await store.KeysAsync(found, cancellationToken))
        {
            all.Write((await store.GetAsync(key, cancellationToken))!.Value.Span);
        }

        return new ReplayReader(all.WrittenMemory);
    }

    /// <summary>Removes notes of transactions that ended before a position that is durable.</summary>
    public async ValueTask CommittedAsync(string file, ulong position, CancellationToken cancellationToken)
    {
        for (var i = _ended.Count - 1; i >= 0; i--)
        {
            if (BinlogOrder.Compare(_ended[i].File, _ended[i].Position, file, position) < 0)
            {
                var keys = await store.KeysAsync(_ended[i].Notes, cancellationToken);
                if (keys.Count > 0)
                {
                    await store.PutAsync([.. keys.Select(key => KeyValuePair.Create(key, (ReadOnlyMemory<byte>?)null))], cancellationToken);
                }

                _ended.RemoveAt(i);
            }
        }
    }

    // What the notes of a transaction of this name begin with, for each PREPARE of it, in the order of their places.
    private async ValueTask<List<string>> FindAsync(string xid, CancellationToken cancellationToken)
    {
        var keys = await store.KeysAsync($"{Prefix}{xid}/", cancellationToken);
        var found = keys.Select(key => key[..(key.LastIndexOf('/') + 1)]).Distinct().ToList();
        found.Sort(static (a, b) =>
        {
            var ((file, position), (other, otherPosition)) = (Place(a), Place(b));
            return BinlogOrder.Compare(file, position, other, otherPosition);
        });
        return found;
    }

    private static bool IsBefore(string notes, string file, ulong position)
    {
        var (own, at) = Place(notes);
        return BinlogOrder.Compare(own, at, file, position) < 0;
    }

    private static (string File, ulong Position) Place(string notes)
    {
        var place = notes[(notes.LastIndexOf('/', notes.Length - 2) + 1)..^1];
        var colon = place.LastIndexOf(':');
        return (place[..colon], ulong.Parse(place.AsSpan(colon + 1), CultureInfo.InvariantCulture));
    }
}

using System.Runtime.CompilerServices;
using ConnectRuntime.Codecs;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>Models of TABLE_MAP events, so that the same bytes give the same instance.</summary>
/// <remarks>
/// One owner, one thread. A table's number is not part of what makes events the same: servers give a new one whenever they open a table again. Bounded by
/// number and bytes of events; what was not used for longest goes first, roughly (a hand goes round and passes over what was used since it last came). Nothing is
/// allocated when a table comes again.
/// <code>
/// number ──► slot (number mod 4,096), right for nearly every event ──► entry: bytes, model
/// bytes  ──► hash ──► entry
/// </code>
/// </remarks>
internal sealed class TableMapCache(long capacity = TableMapCache.DefaultCapacity)
{
    /// <summary>16 MiB of events: more than <see cref="MostEntries"/> tables of 40 columns with all metadata.</summary>
    public const long DefaultCapacity = 16 << 20;

    /// <summary>The most events that are kept.</summary>
    public const int MostEntries = 1024;

    private const int SlotCount = 4096;
    private const int FlagBytes = 2;

    private readonly Entry?[] _slots = new Entry?[SlotCount];
    private readonly Dictionary<uint, Entry> _byHash = [];
    private readonly List<Entry> _ring = [];
    private long _bytes;
    private int _hand;

    /// <summary>How many definitions are held.</summary>
    public int Count => _ring.Count;

    /// <summary>The model of an event.</summary>
    /// <param name="body">Its body.</param>
    /// <param name="tableId">The table's number, by which ROWS events call it.</param>
    /// <param name="format">The format of its file, <see cref="BinlogEventReader.Format"/>; null for that of MySQL now.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TableMapModel Read(ReadOnlySpan<byte> body, out ulong tableId, FormatDescription? format = null)
    {
        var reader = new EventBodyReader(body, TableMapReader.Name);
        tableId = format?.TableIdBytes == 4 ? reader.ReadUInt32() : reader.ReadUInt48();
        reader.ReadBytes(FlagBytes);
        var definition = reader.ReadToEnd();
        var entry = _slots[tableId % SlotCount];
        if (entry is null || !definition.SequenceEqual(entry.Definition))
        {
            _slots[tableId % SlotCount] = entry = Find(definition, format);
        }
        else
        {
            entry.IsUsed = true;
        }

        return entry.Model;
    }

    private Entry Find(ReadOnlySpan<byte> definition, FormatDescription? format)
    {
        var hash = Crc32C.Compute(definition);
        for (var entry = _byHash.GetValueOrDefault(hash); entry is not null; entry = entry.Next)
        {
            if (definition.SequenceEqual(entry.Definition))
            {
                entry.IsUsed = true;
                return entry;
            }
        }

        var model = TableMapReader.Read(definition, format?.Server.IsMariaDb == true);
        while ((_bytes + definition.Length > capacity || _ring.Count >= MostEntries) && _ring.Count > 0)
        {
            Evict();
        }

        var added = new Entry(hash, definition.ToArray(), model) { Next = _byHash.GetValueOrDefault(hash) };
        _byHash[hash] = added;
        _ring.Add(added);
        _bytes += definition.Length;
        return added;
    }

    private void Evict()
    {
        while (true)
        {
            _hand = _hand < _ring.Count ? _hand : 0;
            var entry = _ring[_hand];
            if (!entry.IsUsed)
            {
                Remove(entry);
                return;
            }

            entry.IsUsed = false;
            _hand++;
        }
    }

    // The last takes its place, so that nothing is moved.
    private void Remove(Entry entry)
    {
        _ring[_hand] = _ring[^1];
        _ring.RemoveAt(_ring.Count - 1);
        _bytes -= entry.Definition.Length;
        var first = _byHash[entry.Hash];
        if (first != entry)
        {
            while (first.Next != entry)
            {
                first = first.Next!;
            }

            first.Next = entry.Next;
        }
        else if (entry.Next is null)
        {
            _byHash.Remove(entry.Hash);
        }
        else
        {
            _byHash[entry.Hash] = entry.Next;
        }

        for (var i = 0; i < _slots.Length; i++)
        {
            _slots[i] = _slots[i] == entry ? null : _slots[i];
        }
    }

    private sealed class Entry(uint hash, byte[] definition, TableMapModel model)
    {
        public readonly uint Hash = hash;
        public readonly byte[] Definition = definition;
        public readonly TableMapModel Model = model;
        public Entry? Next;

        // Not set when it is made, so that many tables that come once do not drive out those that come often.
        public bool IsUsed;
    }
}

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>The memory of a patched document: nodes, their lists, and names. Reused from document to document; given back after a huge one.</summary>
/// <remarks>
/// <code>
/// nodes  [value, key, list]…       the first is the root
/// lists  |node node – –|node|…     an open node's list, with room to grow; a list that outgrows it moves to the end
/// names  |name|name|…              of members that were added
/// </code>
/// </remarks>
internal sealed class JsonTree
{
    private const int KeepUpTo = 1 << 16;

    private JsonNode[] _nodes = new JsonNode[64];
    private int[] _lists = new int[64];
    private byte[] _names = new byte[256];
    private int _nodeCount;
    private int _listCount;
    private int _nameCount;

    /// <summary>A node, which may be changed until the next one is added.</summary>
    public ref JsonNode this[int node] => ref _nodes[node];

    /// <summary>Names so far.</summary>
    public ReadOnlySpan<byte> Names => _names.AsSpan(0, _nameCount);

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _nodeCount = _listCount = _nameCount = 0;
        if (_nodes.Length > KeepUpTo || _lists.Length > KeepUpTo || _names.Length > KeepUpTo)
        {
            _nodes = new JsonNode[64];
            _lists = new int[64];
            _names = new byte[256];
        }
    }

    /// <summary>Adds a node.</summary>
    public int Add(JsonSource source, JsonValue value, JsonSlice key)
    {
        if (_nodeCount == _nodes.Length)
        {
            Array.Resize(ref _nodes, 2 * _nodeCount);
        }

        _nodes[_nodeCount] = new JsonNode { Source = source, Value = value, Key = key };
        return _nodeCount++;
    }

    /// <summary>Gives a node an empty list.</summary>
    public void Open(int node, int capacity)
    {
        ref var opened = ref _nodes[node];
        opened.IsOpen = true;
        opened.First = Room(capacity);
        opened.Count = 0;
        opened.Capacity = capacity;
    }

    /// <summary>The nodes in a node.</summary>
    public Span<int> List(int node) => _lists.AsSpan(_nodes[node].First, _nodes[node].Count);

    /// <summary>Puts a node into another's list.</summary>
    public void Insert(int node, int position, int child)
    {
        ref var parent = ref _nodes[node];
        if (parent.Count == parent.Capacity)
        {
            var capacity = Math.Max(4, 2 * parent.Capacity);
            var first = Room(capacity);
            _lists.AsSpan(parent.First, parent.Count).CopyTo(_lists.AsSpan(first));
            parent.First = first;
            parent.Capacity = capacity;
        }

        var list = _lists.AsSpan(parent.First, ++parent.Count);
        list[position..^1].CopyTo(list[(position + 1)..]);
        list[position] = child;
    }

    /// <summary>Takes a node out of another's list.</summary>
    public void RemoveAt(int node, int position)
    {
        var list = List(node);
        list[(position + 1)..].CopyTo(list[position..]);
        _nodes[node].Count--;
    }

    /// <summary>Free space for names; what lay there may be overwritten by the next call.</summary>
    public Span<byte> ReserveName(int length)
    {
        if (_names.Length - _nameCount < length)
        {
            Array.Resize(ref _names, Math.Max(_nameCount + length, 2 * _names.Length));
        }

        return _names.AsSpan(_nameCount);
    }

    /// <summary>Keeps a name.</summary>
    public JsonSlice AddName(ReadOnlySpan<byte> name)
    {
        name.CopyTo(ReserveName(name.Length));
        _nameCount += name.Length;
        return new JsonSlice(JsonSource.Names, _nameCount - name.Length, name.Length);
    }

    private int Room(int count)
    {
        if (_lists.Length - _listCount < count)
        {
            Array.Resize(ref _lists, Math.Max(_listCount + count, 2 * _lists.Length));
        }

        _listCount += count;
        return _listCount - count;
    }
}

using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>A document and what is changed in it: only containers on the way to a change are taken apart, all else is written from where it lies.</summary>
internal ref struct JsonPatch
{
    private readonly JsonTree _tree;
    private readonly ReadOnlySpan<byte> _before;
    private readonly ReadOnlySpan<byte> _diffs;
    private JsonValueWriter _beforeValues;
    private JsonValueWriter _diffValues;
    private int _root;

    public JsonPatch(JsonTree tree, ReadOnlySpan<byte> before, ReadOnlySpan<byte> diffs)
    {
        _tree = tree;
        _before = before;
        _diffs = diffs;
        _beforeValues = new JsonValueWriter(before, before.Length);
        _diffValues = new JsonValueWriter(diffs, diffs.Length);
        _root = tree.Add(JsonSource.Before, JsonValue.Root(before), default);
    }

    /// <summary>Applies one difference.</summary>
    public void Apply(JsonDiffReader diff)
    {
        var path = new JsonPathReader(diff.Path, _tree.ReserveName(diff.Path.Length));
        if (path.IsAtEnd)
        {
            _root = diff.Operation == JsonDiffOperation.Replace
                ? _tree.Add(JsonSource.Diffs, diff.Value, default)
                : throw JsonErrors.BadDiff("the whole document cannot be inserted or removed");
            return;
        }

        var node = _root;
        while (path.MoveNext())
        {
            Open(node, path.IsMember);
            var found = path.IsMember ? FindMember(node, path.Name, out var position) : FindElement(node, in path, out position);
            if (path.IsAtEnd)
            {
                Change(node, position, found, diff, in path);
                return;
            }

            node = found ? _tree.List(node)[position] : throw Missing(diff);
        }
    }

    /// <summary>Writes the document as it is now.</summary>
    public void Write(ref JsonTextWriter text) => Write(_root, ref text, 0);

    private readonly void Change(int node, int position, bool found, JsonDiffReader diff, in JsonPathReader path)
    {
        // An element is inserted where another is, or at the end; a member only where there is none.
        if (diff.Operation == JsonDiffOperation.Insert ? path.IsMember && found : !found)
        {
            throw Missing(diff);
        }

        switch (diff.Operation)
        {
            case JsonDiffOperation.Remove:
                _tree.RemoveAt(node, position);
                break;
            case JsonDiffOperation.Insert:
                _tree.Insert(node, position, _tree.Add(JsonSource.Diffs, diff.Value, path.IsMember ? _tree.AddName(path.Name) : default));
                break;
            default:
                var key = _tree[_tree.List(node)[position]].Key;
                var replacement = _tree.Add(JsonSource.Diffs, diff.Value, key);
                _tree.List(node)[position] = replacement;
                break;
        }
    }

    private readonly void Open(int node, bool asObject)
    {
        var opened = _tree[node];
        if (asObject ? !opened.Value.IsObject : !opened.Value.IsArray)
        {
            throw JsonErrors.BadDiff($"a path leads through a value of type {(byte)opened.Value.Type} as if it were an {(asObject ? "object" : "array")}");
        }

        if (opened.IsOpen)
        {
            return;
        }

        var container = new JsonContainer(Bytes(opened.Source), opened.Value);
        _tree.Open(node, container.Count);
        for (var i = 0; i < container.Count; i++)
        {
            var key = default(JsonSlice);
            if (asObject)
            {
                var (start, length) = container.Key(i);
                key = new JsonSlice(opened.Source, start, length);
            }

            _tree.Insert(node, i, _tree.Add(opened.Source, container.Value(i), key));
        }
    }

    // Members are in order of their keys' length, then of their bytes.
    private readonly bool FindMember(int node, ReadOnlySpan<byte> name, out int position)
    {
        var list = _tree.List(node);
        var (low, high) = (0, list.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var key = _tree[list[middle]].Key;
            var order = key.Length != name.Length ? key.Length.CompareTo(name.Length) : Bytes(key).SequenceCompareTo(name);
            if (order == 0)
            {
                position = middle;
                return true;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        position = low;
        return false;
    }

    private readonly bool FindElement(int node, in JsonPathReader path, out int position)
    {
        var count = _tree[node].Count;
        var index = path.IsFromEnd ? count - 1 - path.Index : path.Index;
        position = Math.Clamp(index, 0, count);
        return index >= 0 && index < count;
    }

    private void Write(int node, ref JsonTextWriter text, int depth)
    {
        var written = _tree[node];
        if (!written.IsOpen)
        {
            if (written.Source == JsonSource.Before)
            {
                _beforeValues.Write(written.Value, ref text, depth);
            }
            else
            {
                _diffValues.Write(written.Value, ref text, depth);
            }

            return;
        }

        JsonValueWriter.CheckDepth(depth);
        var isObject = written.Value.IsObject;
        text.Write(isObject ? (byte)'{' : (byte)'[');
        for (var i = 0; i < written.Count; i++)
        {
            if (i > 0)
            {
                text.Write((byte)',');
            }

            var child = _tree.List(node)[i];
            if (isObject)
            {
                text.WriteString(Bytes(_tree[child].Key));
                text.Write((byte)':');
            }

            Write(child, ref text, depth + 1);
        }

        text.Write(isObject ? (byte)'}' : (byte)']');
    }

    private readonly ReadOnlySpan<byte> Bytes(JsonSource source) => source switch
    {
        JsonSource.Before => _before,
        JsonSource.Diffs => _diffs,
        _ => _tree.Names,
    };

    private readonly ReadOnlySpan<byte> Bytes(JsonSlice slice) => Bytes(slice.Source).Slice(slice.Start, slice.Length);

    private static ConnectException Missing(JsonDiffReader diff) => JsonErrors.BadDiff(diff.Operation == JsonDiffOperation.Insert
        ? "a member that it inserts is there already, or what it inserts into is missing"
        : "a value that it replaces or removes is missing");
}

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>What a difference does.</summary>
internal enum JsonDiffOperation : byte
{
    /// <summary>Puts a value in the place of another.</summary>
    Replace = 0,

    /// <summary>Adds a member to an object, or an element to an array before the one that is there.</summary>
    Insert = 1,

    /// <summary>Takes a member or an element away.</summary>
    Remove = 2,
}

/// <summary>Reads the differences of a partial update one after the other.</summary>
/// <remarks>
/// <code>
/// (operation u8 | path lenenc, text | value lenenc, binary document: not for a removal)*
/// </code>
/// Page: "json_diff.h" in MySQL's source documentation.
/// </remarks>
internal ref struct JsonDiffReader(ReadOnlySpan<byte> diffs)
{
    private readonly ReadOnlySpan<byte> _diffs = diffs;
    private int _at;

    /// <summary>What the current difference does.</summary>
    public JsonDiffOperation Operation { get; private set; }

    /// <summary>Where it does that.</summary>
    public ReadOnlySpan<byte> Path { get; private set; }

    /// <summary>The place of its value among the bytes of all differences; default for a removal.</summary>
    public JsonValue Value { get; private set; }

    /// <summary>Goes to the next difference; false after the last.</summary>
    public bool MoveNext()
    {
        if (_at == _diffs.Length)
        {
            return false;
        }

        Operation = (JsonDiffOperation)_diffs[_at++];
        if (Operation > JsonDiffOperation.Remove)
        {
            throw JsonErrors.BadDiff($"operation {(byte)Operation} was found, one of 0, 1 and 2 is required");
        }

        var (path, length) = Part();
        Path = _diffs.Slice(path, length);
        Value = default;
        if (Operation != JsonDiffOperation.Remove)
        {
            var (value, size) = Part();
            if (size == 0)
            {
                throw JsonErrors.BadDiff("a value has no bytes");
            }

            Value = new JsonValue((JsonType)_diffs[value], value + 1, value + size);
        }

        return true;
    }

    // One byte up to 250, or 252, 253, 254 and 2, 3, 8 bytes; then so many bytes.
    private (int Start, int Length) Part()
    {
        var rest = _diffs[_at..];
        var size = rest.Length == 0 ? int.MaxValue : rest[0] switch { < 251 => 0, 252 => 2, 253 => 3, 254 => 8, _ => int.MaxValue };
        if (rest.Length - 1 >= size)
        {
            ulong length = size == 0 ? rest[0] : 0UL;
            for (var i = size; i > 0; i--)
            {
                length = (length << 8) | rest[i];
            }

            if (length <= (ulong)(rest.Length - 1 - size))
            {
                var start = _at + 1 + size;
                _at = start + (int)length;
                return (start, (int)length);
            }
        }

        throw JsonErrors.BadDiff($"a part of it ends before its length, {rest.Length} bytes are left");
    }
}

using System.Buffers.Binary;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>The head of an object or an array, and where its keys and values lie. All offsets are checked when they are read.</summary>
/// <remarks>
/// <code>
/// count | bytes | key entries | value entries | keys | values        count, bytes and offsets: u16 in a small container, u32 in a large one
/// key entry     offset | length u16                                   objects only; keys are in order of length, then of bytes
/// value entry   type u8 | offset, or the value itself                 itself: literals and 16-bit integers, in a large container 32-bit ones too
/// </code>
/// Offsets count from the first byte of the count. Page: "json_binary.h" in MySQL's source documentation.
/// </remarks>
internal readonly ref struct JsonContainer
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly int _start;
    private readonly int _end;
    private readonly int _values;
    private readonly int _offsetSize;

    /// <summary>The container at a value's place.</summary>
    public JsonContainer(ReadOnlySpan<byte> source, JsonValue value)
    {
        _source = source;
        _start = value.Start;
        IsObject = value.IsObject;
        _offsetSize = value.Type is JsonType.LargeObject or JsonType.LargeArray ? 4 : 2;
        var available = value.End - value.Start;
        if (available < 2 * _offsetSize)
        {
            throw JsonErrors.Corrupt($"a container has {available} bytes, at least {2 * _offsetSize} are required");
        }

        var count = Number(_start);
        var bytes = Number(_start + _offsetSize);
        var head = (2 * _offsetSize) + (count * ((IsObject ? _offsetSize + 2 : 0) + _offsetSize + 1));
        if (bytes > available || head > bytes)
        {
            throw JsonErrors.Corrupt($"a container of {count} values says that it has {bytes} bytes, {available} are there and its head needs {head}");
        }

        Count = (int)count;
        _end = _start + (int)bytes;
        _values = _start + (2 * _offsetSize) + (IsObject ? Count * (_offsetSize + 2) : 0);
    }

    /// <summary>Values, or pairs.</summary>
    public int Count { get; }

    /// <summary>Whether it is an object.</summary>
    public bool IsObject { get; }

    /// <summary>Bytes that each value costs in the head at least.</summary>
    public int EntrySize => _offsetSize + 1;

    /// <summary>The place of a key: its first byte and its length.</summary>
    public (int Start, int Length) Key(int index)
    {
        var entry = _start + (2 * _offsetSize) + (index * (_offsetSize + 2));
        var offset = Number(entry);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(_source[(entry + _offsetSize)..]);
        if (offset + length > _end - _start)
        {
            throw JsonErrors.Corrupt($"key {index} lies outside its object");
        }

        return (_start + (int)offset, length);
    }

    /// <summary>The place of a value.</summary>
    public JsonValue Value(int index)
    {
        var entry = _values + (index * (_offsetSize + 1));
        var type = (JsonType)_source[entry];
        if (IsInEntry(type))
        {
            return new JsonValue(type, entry + 1, entry + 1 + _offsetSize);
        }

        var offset = Number(entry + 1);
        return offset < _end - _start
            ? new JsonValue(type, _start + (int)offset, _end)
            : throw JsonErrors.Corrupt($"value {index} lies outside its container");
    }

    private bool IsInEntry(JsonType type) => type switch
    {
        JsonType.Literal or JsonType.Int16 or JsonType.UInt16 => true,
        JsonType.Int32 or JsonType.UInt32 => _offsetSize == 4,
        _ => false,
    };

    private long Number(int at) => _offsetSize == 4
        ? BinaryPrimitives.ReadUInt32LittleEndian(_source[at..])
        : BinaryPrimitives.ReadUInt16LittleEndian(_source[at..]);
}

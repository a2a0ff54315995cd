using System.Buffers.Binary;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>Writes values out of the bytes of a document as text.</summary>
/// <remarks>
/// Damaged bytes can nest without end or let many entries point to one value. So the depth is bounded, and all values together may not take more bytes than
/// the document has: in a sound one each byte belongs to one value.
/// </remarks>
internal ref struct JsonValueWriter
{
    /// <summary>How deep values may nest; the server allows 100.</summary>
    public const int MaxDepth = 128;

    private readonly ReadOnlySpan<byte> _source;
    private long _budget;

    /// <param name="source">The bytes of a document.</param>
    /// <param name="budget">Bytes that the values may take together.</param>
    public JsonValueWriter(ReadOnlySpan<byte> source, long budget)
    {
        _source = source;
        _budget = budget;
    }

    /// <summary>Writes a value with all that is in it.</summary>
    /// <param name="value">Its place.</param>
    /// <param name="text">Where to.</param>
    /// <param name="depth">Containers around it.</param>
    public void Write(JsonValue value, ref JsonTextWriter text, int depth = 0)
    {
        var data = _source[value.Start..value.End];
        switch (value.Type)
        {
            case <= JsonType.LargeArray: WriteContainer(value, ref text, depth); break;
            case JsonType.Literal: text.Write(Literal(Take(data, 1)[0])); break;
            case JsonType.Int16: text.Write((long)BinaryPrimitives.ReadInt16LittleEndian(Take(data, 2))); break;
            case JsonType.UInt16: text.Write((ulong)BinaryPrimitives.ReadUInt16LittleEndian(Take(data, 2))); break;
            case JsonType.Int32: text.Write((long)BinaryPrimitives.ReadInt32LittleEndian(Take(data, 4))); break;
            case JsonType.UInt32: text.Write((ulong)BinaryPrimitives.ReadUInt32LittleEndian(Take(data, 4))); break;
            case JsonType.Int64: text.Write(BinaryPrimitives.ReadInt64LittleEndian(Take(data, 8))); break;
            case JsonType.UInt64: text.Write(BinaryPrimitives.ReadUInt64LittleEndian(Take(data, 8))); break;
            case JsonType.Double: WriteDouble(Take(data, 8), ref text); break;
            case JsonType.String: text.WriteString(Take(data)); break;
            case JsonType.Opaque: JsonOpaque.Write(Take(data, 1)[0], Take(data[1..]), ref text); break;
            default: throw JsonErrors.Corrupt($"a value has type {(byte)value.Type}, which JSON does not have");
        }
    }

    /// <summary>Refuses a container with too many around it.</summary>
    public static void CheckDepth(int depth)
    {
        if (depth >= MaxDepth)
        {
            throw JsonErrors.Corrupt($"its values nest deeper than {MaxDepth} levels");
        }
    }

    private void Spend(long bytes)
    {
        _budget -= bytes;
        if (_budget < 0)
        {
            throw JsonErrors.Corrupt("several values lie at one place");
        }
    }

    private void WriteContainer(JsonValue value, ref JsonTextWriter text, int depth)
    {
        CheckDepth(depth);
        var container = new JsonContainer(_source, value);
        Spend((long)container.Count * container.EntrySize);
        text.Write(container.IsObject ? (byte)'{' : (byte)'[');
        for (var i = 0; i < container.Count; i++)
        {
            if (i > 0)
            {
                text.Write((byte)',');
            }

            if (container.IsObject)
            {
                var (start, length) = container.Key(i);
                Spend(length);
                text.WriteString(_source.Slice(start, length));
                text.Write((byte)':');
            }

            Write(container.Value(i), ref text, depth + 1);
        }

        text.Write(container.IsObject ? (byte)'}' : (byte)']');
    }

    private static ReadOnlySpan<byte> Literal(byte literal) => literal switch
    {
        0 => "null"u8,
        1 => "true"u8,
        2 => "false"u8,
        _ => throw JsonErrors.Corrupt($"a literal has number {literal}, which is none of null, true and false"),
    };

    private static void WriteDouble(ReadOnlySpan<byte> data, ref JsonTextWriter text)
    {
        var value = BinaryPrimitives.ReadDoubleLittleEndian(data);
        if (!double.IsFinite(value))
        {
            throw JsonErrors.Corrupt("a double is infinite or not a number");
        }

        text.Advance(JsonDouble.Write(value, text.Reserve(JsonDouble.MaxLength)));
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> data, int length) => length <= data.Length
        ? data[..length]
        : throw JsonErrors.Corrupt($"a value needs {length} bytes, {data.Length} are there");

    private ReadOnlySpan<byte> Take(ReadOnlySpan<byte> data)
    {
        long length = 0;
        for (var i = 0; i < 5 && i < data.Length; i++)
        {
            length |= (long)(data[i] & 0x7F) << (7 * i);
            if ((data[i] & 0x80) == 0)
            {
                if (length > data.Length - i - 1)
                {
                    throw JsonErrors.Corrupt($"a value says that it has {length} bytes, {data.Length - i - 1} are there");
                }

                Spend(length);
                return data.Slice(i + 1, (int)length);
            }
        }

        throw JsonErrors.Corrupt("the length of a value has no end");
    }
}

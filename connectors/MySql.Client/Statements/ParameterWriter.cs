using System.Buffers;
using System.Buffers.Binary;
using ConnectRuntime.MySql.Client.Payloads;

namespace ConnectRuntime.MySql.Client.Statements;

/// <summary>The values of a statement's parameters, written in order, and used again for the next execution.</summary>
/// <remarks>
/// One owner. Grows to the largest row and then allocates nothing.
/// <code>
/// null bitmap ⌈n / 8⌉ | 1 | (type u8, 0x80 if unsigned u8)* | values
/// </code>
/// Page: "COM_STMT_EXECUTE" in MySQL's source documentation.
/// </remarks>
public sealed class ParameterWriter
{
    private const ushort Unsigned = 0x8000;

    private readonly ArrayBufferWriter<byte> _values = new();
    private readonly List<ushort> _types = [];
    private readonly List<bool> _nulls = [];

    /// <summary>How many were written.</summary>
    public int Count => _types.Count;

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _values.ResetWrittenCount();
        _types.Clear();
        _nulls.Clear();
    }

    /// <summary>NULL.</summary>
    public void AddNull() => Add(ColumnType.Null, isNull: true);

    /// <summary>BIGINT.</summary>
    public void AddInt64(long value)
    {
        Add(ColumnType.LongLong);
        BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);
    }

    /// <summary>BIGINT UNSIGNED.</summary>
    public void AddUInt64(ulong value)
    {
        _types.Add((ushort)ColumnType.LongLong | Unsigned);
        _nulls.Add(false);
        BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);
    }

    /// <summary>FLOAT.</summary>
    public void AddSingle(float value)
    {
        Add(ColumnType.Float);
        BinaryPrimitives.WriteSingleLittleEndian(Take(4), value);
    }

    /// <summary>DOUBLE.</summary>
    public void AddDouble(double value)
    {
        Add(ColumnType.Double);
        BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);
    }

    /// <summary>DECIMAL, as its digits in ASCII.</summary>
    public void AddDecimal(ReadOnlySpan<byte> digits)
    {
        Add(ColumnType.Decimal);
        AddBytesAfterLength(digits);
    }

    /// <summary>Text in UTF-8.</summary>
    public void AddText(ReadOnlySpan<byte> utf8)
    {
        Add(ColumnType.VarString);
        AddBytesAfterLength(utf8);
    }

    /// <summary>Bytes.</summary>
    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        Add(ColumnType.Blob);
        AddBytesAfterLength(bytes);
    }

    /// <summary>DATE, which may have zero parts.</summary>
    public void AddDate(int year, int month, int day)
    {
        Add(ColumnType.Date);
        var bytes = Take(5);
        bytes[0] = 4;
        WriteDate(bytes[1..], year, month, day);
    }

    /// <summary>DATETIME or TIMESTAMP, with microseconds.</summary>
    public void AddDateTime(int year, int month, int day, int hour, int minute, int second, int microsecond)
    {
        Add(ColumnType.DateTime);
        var bytes = Take(12);
        bytes[0] = 11;
        WriteDate(bytes[1..], year, month, day);
        bytes[5] = (byte)hour;
        bytes[6] = (byte)minute;
        bytes[7] = (byte)second;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], microsecond);
    }

    /// <summary>TIME, from its microseconds, which may be negative. MySQL refuses a fraction beyond ±838:59:58 here, though not in text.</summary>
    public void AddTime(long microseconds)
    {
        const long Second = 1_000_000;
        var rest = Math.Abs(microseconds);
        Add(ColumnType.Time);
        var bytes = Take(13);
        bytes[0] = 12;
        bytes[1] = (byte)(microseconds < 0 ? 1 : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[2..], (uint)(rest / (86_400 * Second)));
        bytes[6] = (byte)(rest / (3_600 * Second) % 24);
        bytes[7] = (byte)(rest / (60 * Second) % 60);
        bytes[8] = (byte)(rest / Second % 60);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[9..], (uint)(rest % Second));
    }

    internal void WriteTo(IBufferWriter<byte> writer)
    {
        var count = _types.Count;
        var bitmap = (count + 7) / 8;
        var head = writer.GetSpan(bitmap + 1 + (2 * count));
        head[..bitmap].Clear();
        for (var i = 0; i < count; i++)
        {
            if (_nulls[i])
            {
                head[i / 8] |= (byte)(1 << (i % 8));
            }

            BinaryPrimitives.WriteUInt16LittleEndian(head[(bitmap + 1 + (2 * i))..], _types[i]);
        }

        head[bitmap] = 1; // new types follow
        writer.Advance(bitmap + 1 + (2 * count));
        writer.Write(_values.WrittenSpan);
    }

    private static void WriteDate(Span<byte> bytes, int year, int month, int day)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)year);
        bytes[2] = (byte)month;
        bytes[3] = (byte)day;
    }

    private void Add(ColumnType type, bool isNull = false)
    {
        _types.Add((ushort)type);
        _nulls.Add(isNull);
    }

    private void AddBytesAfterLength(ReadOnlySpan<byte> bytes)
    {
        var length = (uint)bytes.Length;
        if (length < 0xFB)
        {
            Take(1)[0] = (byte)length;
        }
        else if (length <= 0xFFFF)
        {
            var head = Take(3);
            head[0] = 0xFC;
            BinaryPrimitives.WriteUInt16LittleEndian(head[1..], (ushort)length);
        }
        else if (length <= 0xFF_FFFF)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(Take(4), 0xFD | (length << 8));
        }
        else
        {
            var head = Take(9);
            head[0] = 0xFE;
            BinaryPrimitives.WriteUInt64LittleEndian(head[1..], length);
        }

        _values.Write(bytes);
    }

    private Span<byte> Take(int count)
    {
        var span = _values.GetSpan(count)[..count];
        _values.Advance(count);
        return span;
    }
}

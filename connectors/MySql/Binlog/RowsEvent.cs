using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>Rows of one table that one statement changed, not decoded: a view over an event's body.</summary>
/// <remarks>
/// <code>
/// table id 6 (or 4) | flags u16 | [version 2: length u16 with itself, blocks] | columns lenenc
///   | columns present before ⌈n/8⌉ | update: columns present after ⌈n/8⌉ | rows
/// </code>
/// Bit <c>i</c> of a bitmap is bit <c>i % 8</c> of byte <c>i / 8</c>. An insert's only bitmap is that of its rows afterwards.
/// Page: "Rows_event" in MySQL's source documentation. Nothing is allocated.
/// </remarks>
internal readonly ref struct RowsEvent
{
    private const ulong DummyId = 0xFF_FFFF;
    private const string Name = "ROWS";

    private RowsEvent(BinlogEventType type, ReadOnlySpan<byte> body, int idBytes)
    {
        var reader = new EventBodyReader(body, Name);
        TableId = idBytes == 4 ? reader.ReadUInt32() : reader.ReadUInt48();
        Flags = (RowsFlags)reader.ReadUInt16();
        Operation = OperationOf(type);
        IsPartial = type == BinlogEventType.PartialUpdateRows;
        if (type >= BinlogEventType.WriteRows)
        {
            var extra = reader.ReadUInt16();
            reader.ReadBytes(extra >= 2 ? extra - 2 : throw reader.Malformed($"its extra block has {extra} bytes, at least 2 are required"));
        }

        if (TableId == DummyId && reader.Remaining == 0)
        {
            return;
        }

        ColumnCount = reader.ReadCount(perByte: 8);
        var bitmap = (ColumnCount + 7) / 8;
        var first = reader.ReadBytes(bitmap);
        Before = Operation == RowOperation.Create ? default : first;
        After = Operation switch
        {
            RowOperation.Create => first,
            RowOperation.Update => reader.ReadBytes(bitmap),
            _ => default,
        };
        Rows = reader.ReadToEnd();
    }

    /// <summary>The number that the last TABLE_MAP of its table gave it.</summary>
    public ulong TableId { get; }

    public RowsFlags Flags { get; }

    public int ColumnCount { get; }

    /// <summary>Which columns the rows hold as they were; empty for an insert.</summary>
    public ReadOnlySpan<byte> Before { get; }

    /// <summary>Which columns the rows hold as they are now; empty for a delete.</summary>
    public ReadOnlySpan<byte> After { get; }

    /// <summary>The rows; of an update each as it was, then as it is.</summary>
    public ReadOnlySpan<byte> Rows { get; }

    public RowOperation Operation { get; }

    /// <summary>Whether JSON columns of the rows as they are now may hold changes instead of documents.</summary>
    public bool IsPartial { get; }

    /// <summary>Whether it belongs to no table and only ends a statement.</summary>
    public bool IsDummy => TableId == DummyId && ColumnCount == 0;

    public bool EndsStatement => (Flags & RowsFlags.StatementEnd) != 0;

    /// <summary>Whether the rows have all columns of the table.</summary>
    public bool HasAllColumns => HasAll(Before) && HasAll(After);

    /// <summary>Whether a type is one that this reads.</summary>
    public static bool Is(BinlogEventType type) => type is (>= BinlogEventType.WriteRowsV1 and <= BinlogEventType.DeleteRowsV1)
        or (>= BinlogEventType.WriteRows and <= BinlogEventType.DeleteRows) or BinlogEventType.PartialUpdateRows;

    /// <summary>Reads a body.</summary>
    /// <param name="type">The event's type, one of <see cref="Is"/>.</param>
    /// <param name="body">The body.</param>
    /// <param name="idBytes">Bytes of a table's number: <see cref="BinlogEventReader.TableIdBytes"/>.</param>
    public static RowsEvent Read(BinlogEventType type, ReadOnlySpan<byte> body, int idBytes = 6) => new(type, body, idBytes);

    private static RowOperation OperationOf(BinlogEventType type) => type switch
    {
        BinlogEventType.WriteRows or BinlogEventType.WriteRowsV1 => RowOperation.Create,
        BinlogEventType.DeleteRows or BinlogEventType.DeleteRowsV1 => RowOperation.Delete,
        BinlogEventType.UpdateRows or BinlogEventType.UpdateRowsV1 or BinlogEventType.PartialUpdateRows => RowOperation.Update,
        _ => throw BinlogErrors.Malformed(Name, $"its type is {(byte)type}, which holds no rows"),
    };

    private bool HasAll(ReadOnlySpan<byte> present)
    {
        var (full, rest) = (ColumnCount >> 3, ColumnCount & 7);
        return present.IsEmpty
            || (present[..full].IndexOfAnyExcept((byte)0xFF) < 0 && (rest == 0 || (byte)(present[full] | (0xFF << rest)) == 0xFF));
    }
}

/// <summary>Flags of a ROWS event.</summary>
[Flags]
internal enum RowsFlags : ushort
{
    None = 0,

    /// <summary>The statement's last rows: numbers of tables end here.</summary>
    StatementEnd = 1,

    /// <summary>Foreign keys were not checked.</summary>
    NoForeignKeyChecks = 2,

    /// <summary>Unique keys were not checked.</summary>
    RelaxedUniqueChecks = 4,

    /// <summary>All columns are present.</summary>
    CompleteRows = 8,

    /// <summary>MySQL 9: foreign keys are handled above the storage engine.</summary>
    SqlForeignKeys = 16,
}

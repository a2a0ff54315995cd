using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>Writes what the envelopes of rows that stand together have in common: what is the same as in an earlier row is copied.</summary>
/// <remarks>
/// <para>A source block of 18 fields differs within an event by the number of the row alone, and from event to event by position and
/// time. It is compared by its cells: equal cells of one generation of a batch are equal values. The times of processing are those
/// of the event.</para>
/// <para>One per batch, in <see cref="RecordBatch.EncoderNotes"/>; its owner is the batch's.</para>
/// </remarks>
internal sealed class EnvelopeNotes
{
    /// <summary>Bytes that <see cref="Tail"/> may touch: operation, and three times of a branch and up to 10 bytes each.</summary>
    public const int TailRoom = 2 + (3 * (1 + AvroOutput.VarintRoom));

    private const int None = -1;

    private readonly byte[] _tail = new byte[TailRoom];
    private int _tailLength;
    private long _processedAt;

    private EncodePlan? _plan;
    private int _generation;
    private int _count;

    // The block of an earlier row. So many of its cells, which so many steps write, are in the bytes.
    private Cell[] _cells = new Cell[32];
    private byte[] _bytes = new byte[512];
    private int _same;
    private int _steps;
    private int _length;

    /// <summary>The notes of a batch.</summary>
    public static EnvelopeNotes Of(RecordBatch batch) =>
        batch.EncoderNotes as EnvelopeNotes ?? Begin(batch);

    /// <summary>Writes operation and times. The caller has made sure of <see cref="TailRoom"/>.</summary>
    /// <returns>The place behind them.</returns>
    public int Tail(ref EncodeRun run, in Row row, int at)
    {
        if (row.ProcessedAt != _processedAt || _tailLength == 0)
        {
            _processedAt = row.ProcessedAt;
            _tailLength = Times(ref MemoryMarshal.GetArrayDataReference(_tail), _processedAt);
        }

        ref var output = ref Unsafe.Add(ref run.Output, at);
        Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(_tail)).StoreUnsafe(ref output);
        Unsafe.Add(ref output, 1) = row.Operation.Code();
        return at + _tailLength;
    }

    /// <summary>Writes a source block.</summary>
    /// <returns>The place behind it, or <see cref="IRecordEncoder.TooSmall"/>.</returns>
    public int Source(ref EncodeRun run, EncodePlan part, int root, int at)
    {
        ref readonly var step = ref part.Steps[0];
        if (step.Op != EncodeOp.Struct || (uint)root >= (uint)run.CellCount)
        {
            return RowEncoding.Write(ref run, part, root, 1, at);
        }

        ref readonly var cell = ref Unsafe.Add(ref run.Cells, root);
        var (first, count) = (cell.First, cell.Count);
        if (!cell.Is(FieldKind.Struct) || (uint)first > (uint)run.CellCount || (uint)count > (uint)(run.CellCount - first) || step.IsNullable)
        {
            return RowEncoding.Write(ref run, part, root, 1, at);
        }

        var plan = step.Child!;
        if (_plan != plan || _generation != run.Batch.Generation || _count != count)
        {
            (_plan, _generation, _count, _same) = (plan, run.Batch.Generation, count, None);
        }

        var cells = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref run.Cells, first), count);
        at = IsNoted(cells) ? Copy(ref run, at) : Note(ref run, plan, _same == None ? 0 : Same(cells), first, at);
        return at < 0 ? at : RowEncoding.Write(ref run, plan, _steps, plan.Steps.Length, first, count, at);
    }

    // At most 30 bytes: 63 bits of nanoseconds are 53 of microseconds and 43 of milliseconds.
    private static int Times(ref byte output, long processedAt)
    {
        output = 2;
        if (processedAt == 0)
        {
            Unsafe.InitBlock(ref Unsafe.Add(ref output, 2), 0, 3);
            return 5;
        }

        var at = Time(ref output, 2, processedAt / 1_000_000);
        at = Time(ref output, at, processedAt / 1_000);
        return Time(ref output, at, processedAt);
    }

    private static int Time(ref byte output, int at, long value)
    {
        Unsafe.Add(ref output, at) = 2;
        return AvroOutput.Long(ref output, at + 1, value);
    }

    private static EnvelopeNotes Begin(RecordBatch batch)
    {
        var notes = new EnvelopeNotes();
        batch.EncoderNotes = notes;
        return notes;
    }

    // Not where more than the noted cells are the same: they are noted again then, so that rows of one event come to have all they share.
    private bool IsNoted(ReadOnlySpan<Cell> cells) =>
        _same >= 0
        && MemoryMarshal.AsBytes(cells[.._same]).SequenceEqual(MemoryMarshal.AsBytes(_cells.AsSpan(0, _same)))
        && (_same == cells.Length || Bits(in cells[_same]) != Bits(in _cells[_same]));

    private static Vector128<byte> Bits(ref readonly Cell cell) => Unsafe.BitCast<Cell, Vector128<byte>>(cell);

    private int Same(ReadOnlySpan<Cell> cells) =>
        MemoryMarshal.AsBytes(cells).CommonPrefixLength(MemoryMarshal.AsBytes(_cells.AsSpan(0, _count))) / Unsafe.SizeOf<Cell>();

    private int Copy(ref EncodeRun run, int at)
    {
        run.Slack -= _length;
        if (run.Slack < 0)
        {
            return IRecordEncoder.TooSmall;
        }

        Unsafe.CopyBlockUnaligned(ref Unsafe.Add(ref run.Output, at), ref MemoryMarshal.GetArrayDataReference(_bytes), (uint)_length);
        return at + _length;
    }

    private int Note(ref EncodeRun run, EncodePlan plan, int same, int first, int at)
    {
        // A block that cannot be written, or has no room, leaves no notes.
        _same = None;
        _steps = 0;
        while (_steps < plan.Steps.Length && plan.Steps[_steps].Ordinal < same)
        {
            _steps++;
        }

        var end = RowEncoding.Write(ref run, plan, 0, _steps, first, _count, at);
        if (end < 0)
        {
            return end;
        }

        Keep(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref run.Output, at), end - at), ref _bytes);
        Keep(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref run.Cells, first), _count), ref _cells);
        (_same, _length) = (same, end - at);
        return end;
    }

    private static void Keep<T>(ReadOnlySpan<T> values, ref T[] kept)
    {
        if (values.Length > kept.Length)
        {
            kept = new T[values.Length * 2];
        }

        values.CopyTo(kept);
    }
}

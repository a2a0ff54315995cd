using System.Runtime.InteropServices;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>What one call to encode works on: a batch's cells and arena, and the destination. Lives on the stack of that call.</summary>
/// <remarks>
/// <see cref="Slack"/> is what is left of the destination when everything begun so far takes its full room, so a place to
/// write is never checked on its own: a plan's room is taken off before its first byte, and the length of a text before its copy.
/// </remarks>
internal ref struct EncodeRun
{
    public ref Cell Cells;
    public ref byte Arena;
    public ref byte Output;
    public int CellCount;
    public int ArenaLength;
    public int Slack;
    public int Depth;
    public string Topic;
    public RecordBatch Batch;

    public EncodeRun(RecordBatch batch, Span<byte> destination, int used, string topic)
    {
        var cells = batch.Cells;
        var arena = batch.Arena;
        Cells = ref MemoryMarshal.GetReference(cells);
        CellCount = cells.Length;
        Arena = ref MemoryMarshal.GetReference(arena);
        ArenaLength = arena.Length;
        Output = ref MemoryMarshal.GetReference(destination);
        Slack = destination.Length - used;
        Topic = topic;
        Batch = batch;
    }
}

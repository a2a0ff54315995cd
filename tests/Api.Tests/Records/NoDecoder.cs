using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>A decoder that makes one text cell of each live row's value bytes and counts how often it is asked.</summary>
internal sealed class NoDecoder : IBatchDecoder
{
    public int Calls { get; private set; }

    public Projection? Last { get; private set; }

    public void Decode(RecordBatch batch, Projection? projection)
    {
        Calls++;
        Last = projection;
        for (var i = 0; i < batch.RowCount; i++)
        {
            ref var row = ref batch.Rows[i];
            var value = batch.Fetched[i].RawValue;
            if (row.IsLive && (row.Flags & RowFlags.Decoded) == 0 && !value.IsNull)
            {
                row.After = batch.AddRoot(Cell.Text(value.Start, value.Length));
                row.Flags |= RowFlags.Decoded;
            }
        }
    }
}

using System.Buffers.Binary;
using System.Text;
using ConnectRuntime.Jdbc.Apply;
using ConnectRuntime.Records;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Writes the columns that say where a record came from.</summary>
internal static class PgOrigin
{
    public static void Write(RowBuffer buffer, RecordBatch batch, int row, PgColumnPlan column)
    {
        ref readonly var fetched = ref batch.Fetched[row];
        var partition = batch.Partitions[fetched.Partition].Partition;
        if (column.Op == PgOp.Topic)
        {
            var bytes = Encoding.UTF8.GetByteCount(partition.Topic);
            BinaryPrimitives.WriteInt32BigEndian(buffer.Take(4), bytes);
            Encoding.UTF8.GetBytes(partition.Topic, buffer.Take(bytes));
            return;
        }

        PgFieldWriter.WriteInteger(buffer, column.Op == PgOp.Offset ? fetched.Offset : partition.Partition, column);
    }
}

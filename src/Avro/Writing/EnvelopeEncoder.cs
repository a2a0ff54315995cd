using System.Runtime.CompilerServices;
using ConnectRuntime.Formats;
using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Writing;

/// <summary>Writes a row as a change envelope, straight from its parts.</summary>
/// <remarks>
/// <code>
/// 00 | id | before? | after? | source | transaction? | op: 1 letter | ts_ms? | ts_us? | ts_ns?
/// </code>
/// Source and transaction are left out where the stream has no schema for them. Where the time of processing is not known the
/// three times are null. Immutable, for any number of threads.
/// </remarks>
internal sealed class EnvelopeEncoder(EnvelopePlan plan, int schemaId, string topic) : IRecordEncoder
{
    public int Encode(RecordBatch batch, in Row row, Span<byte> destination)
    {
        if (row.IsTombstone)
        {
            return IRecordEncoder.Absent;
        }

        if (!WireHeader.TryWrite(destination, schemaId))
        {
            return IRecordEncoder.TooSmall;
        }

        var run = new EncodeRun(batch, destination, WireHeader.Length, topic);
        return EnvelopeEncoding.Write(ref run, plan, in row, WireHeader.Length);
    }
}

/// <summary>Writes the parts of a row as the fields of an envelope.</summary>
internal static class EnvelopeEncoding
{
    // op: length and letter; three times: branch and varint each.
    private const int TailRoom = 2 + (3 * (1 + AvroOutput.VarintRoom));

    public static int Write(ref EncodeRun run, EnvelopePlan plan, in Row row, int at)
    {
        at = Part(ref run, plan.Before, row.Before, at);
        at = at < 0 ? at : Part(ref run, plan.After, row.After, at);
        at = at < 0 || plan.Source is null ? at : Part(ref run, plan.Source, row.Source, at);
        at = at < 0 || plan.Transaction is null ? at : Part(ref run, plan.Transaction, row.Transaction, at);
        return at < 0 ? at : Tail(ref run, in row, at);
    }

    private static int Part(ref EncodeRun run, EncodePlan part, int root, int at)
    {
        if (root >= 0)
        {
            return RowEncoding.Write(ref run, part, root, 1, at);
        }

        ref readonly var step = ref part.Steps[0];
        if (!step.IsNullable)
        {
            EncodeErrors.Null(step.Path, run.Topic);
        }

        if (--run.Slack < 0)
        {
            return IRecordEncoder.TooSmall;
        }

        Unsafe.Add(ref run.Output, at) = step.NullBranch;
        return at + 1;
    }

    private static int Tail(ref EncodeRun run, in Row row, int at)
    {
        if (run.Slack < TailRoom)
        {
            return IRecordEncoder.TooSmall;
        }

        ref var output = ref run.Output;
        Unsafe.Add(ref output, at++) = 2;
        Unsafe.Add(ref output, at++) = row.Operation.Code();
        if (row.ProcessedAt == 0)
        {
            Unsafe.Add(ref output, at) = 0;
            Unsafe.Add(ref output, at + 1) = 0;
            Unsafe.Add(ref output, at + 2) = 0;
            return at + 3;
        }

        at = Time(ref output, at, row.ProcessedAt / 1_000_000);
        at = Time(ref output, at, row.ProcessedAt / 1_000);
        return Time(ref output, at, row.ProcessedAt);
    }

    private static int Time(ref byte output, int at, long value)
    {
        Unsafe.Add(ref output, at) = 2;
        return AvroOutput.Long(ref output, at + 1, value);
    }
}

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
    public static int Write(ref EncodeRun run, EnvelopePlan plan, in Row row, int at)
    {
        var notes = EnvelopeNotes.Of(run.Batch);
        at = Part(ref run, plan.Before, row.Before, at);
        at = at < 0 ? at : Part(ref run, plan.After, row.After, at);
        at = at < 0 || plan.Source is null ? at
            : row.Source < 0 ? Part(ref run, plan.Source, row.Source, at)
            : notes.Source(ref run, plan.Source, row.Source, at);
        at = at < 0 || plan.Transaction is null ? at : Part(ref run, plan.Transaction, row.Transaction, at);
        return at < 0 ? at
            : run.Slack < EnvelopeNotes.TailRoom ? IRecordEncoder.TooSmall
            : notes.Tail(ref run, in row, at);
    }

    private static int Part(ref EncodeRun run, EncodePlan part, int root, int at)
    {
        if (root >= 0)
        {
            return RowEncoding.Root(ref run, part, root, at);
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
}

using ConnectRuntime.Records;
using ConnectRuntime.Transforms;

namespace ConnectRuntime.Transforms.Tests;

/// <summary>Bytes that applying a bound transform to a warm batch allocates.</summary>
internal static class Allocations
{
    public static long Of(RecordBatch batch, BoundTransform?[] bound, Action fill)
    {
        for (var i = 0; i < 20; i++)
        {
            batch.Clear();
            fill();
            TransformRig.Apply(bound, batch);
        }

        batch.Clear();
        fill();
        var before = GC.GetAllocatedBytesForCurrentThread();
        TransformRig.Apply(bound, batch);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

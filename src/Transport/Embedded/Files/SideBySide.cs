using System.Runtime.ExceptionServices;

namespace ConnectRuntime.Transport.Embedded.Files;

/// <summary>
/// Syncs of several files at the same time, which a file system makes durable with one write of its journal and one flush of the disk.
/// </summary>
/// <remarks>Eight at a time; measured on ext4: a commit over five topics takes 0.5 ms instead of 1.2 ms one after the other.</remarks>
internal static class SideBySide
{
    private static readonly ParallelOptions Options = new() { MaxDegreeOfParallelism = 8 };

    /// <summary>Does all, and throws the first failure there is.</summary>
    public static void Sync<T>(List<T> items, Action<T> sync)
    {
        if (items.Count == 1)
        {
            sync(items[0]);
        }
        else if (items.Count > 1)
        {
            try
            {
                Parallel.ForEach(items, Options, sync);
            }
            catch (AggregateException e)
            {
                ExceptionDispatchInfo.Throw(e.InnerExceptions[0]);
            }
        }
    }
}

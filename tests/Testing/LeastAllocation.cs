namespace ConnectRuntime.Testing;

/// <summary>What some work allocates on its thread, at least.</summary>
public static class LeastAllocation
{
    private const int Rounds = 40;

    /// <summary>The fewest bytes of several rounds: the runtime may compile a loop anew inside any one of them, and allocates for that on the thread that runs it.</summary>
    public static long Of(Action work)
    {
        var least = long.MaxValue;
        for (var i = 0; i < Rounds && least > 0; i++)
        {
            if (i > 1)
            {
                // The compiler works in the background, and gets its turn late on a busy machine.
                Thread.Sleep(25);
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}

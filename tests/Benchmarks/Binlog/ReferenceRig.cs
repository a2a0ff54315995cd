using System.Diagnostics;

namespace ConnectRuntime.Benchmarks.Binlog;

/// <summary>The reference worker and ours, one after the other, over the same server and rows: a snapshot, a bulk insert, transactions of one row.</summary>
/// <remarks>The ratio is that of rows for a second of the worker's processor time.</remarks>
internal static class ReferenceRig
{
    private const long Rows = 1_000_000, Single = 200_000;
    private const string Name = "side";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs it; nothing where there is no reference on this machine.</summary>
    public static async Task<IReadOnlyList<RigResult>> RunAsync()
    {
        if (ReferenceSide.WhyMissing is { } reason)
        {
            await Console.Error.WriteLineAsync($"vs-reference is left out: {reason}");
            return [];
        }

        await using var server = await BinlogServer.StartAsync();
        List<Phase> theirs, ours;
        await using (var side = await ReferenceSide.StartAsync())
        {
            theirs = await MeasureAsync(server, side);
        }

        await using (var side = await OwnSide.StartAsync())
        {
            ours = await MeasureAsync(server, side);
            await side.CheckAsync(server);
        }

        return [.. theirs.Zip(ours).Select(pair => Compare(pair.First, pair.Second))];
    }

    private static RigResult Compare(Phase theirs, Phase ours) => new("vs-reference")
    {
        Phase = ours.Name,
        Rows = ours.Rows,
        Seconds = Math.Round(ours.Seconds, 3),
        RowsPerSecond = Math.Round(ours.RowsPerSecond),
        CpuSeconds = Math.Round(ours.Cpu, 3),
        RssMegabytes = ours.Megabytes,
        ReferenceRowsPerSecond = Math.Round(theirs.RowsPerSecond),
        ReferenceCpuSeconds = Math.Round(theirs.Cpu, 3),
        ReferenceRssMegabytes = theirs.Megabytes,
        Ratio = Math.Round(theirs.Cpu / ours.Cpu, 1),
    };

    private static async Task<List<Phase>> MeasureAsync(BinlogServer server, IWorkerSide side)
    {
        await server.CreateTableAsync();
        await server.InsertAsync(0, Rows);
        var options = CapturedBinlog.Options(server);
        options["snapshot.mode"] = "initial";
        options["include.schema.changes"] = "false";
        side.AddOptions(options);
        return
        [
            await MeasureAsync(side, "snapshot", Rows, () => side.Worker.PutAsync(Name, options)),
            await StreamAsync(side, "bulk", Rows, () => server.InsertAsync(Rows, Rows)),
            await StreamAsync(side, "one-row transactions", Single, () => server.InsertOneByOneAsync(2 * Rows, Single)),
        ];
    }

    // The rows are all in the log before the worker sees the first of them.
    private static async Task<Phase> StreamAsync(IWorkerSide side, string phase, long rows, Func<Task> insert)
    {
        await side.Worker.StopAsync(Name);
        await insert();
        return await MeasureAsync(side, phase, rows, () => side.Worker.ResumeAsync(Name));
    }

    // From the first row that is seen in the topic to the last; processor time from the call that begins it.
    private static async Task<Phase> MeasureAsync(IWorkerSide side, string phase, long rows, Func<Task> begin)
    {
        side.BeginPhase();
        var cpu = side.Worker.CpuSeconds;
        await begin();
        var watch = Stopwatch.StartNew();
        long first = 0, seen = 0;
        for (TimeSpan? since = null; seen < rows; await Task.Delay(50))
        {
            seen = await side.RowsAsync(Name);
            if (seen > 0 && since is null)
            {
                (since, first) = (watch.Elapsed, seen);
                watch.Restart();
            }

            if (watch.Elapsed > Limit)
            {
                throw new TimeoutException($"{phase}: {seen} of {rows} rows after {Limit}. {await side.Worker.TaskAsync(Name)}");
            }
        }

        if (seen != rows)
        {
            throw new InvalidOperationException($"{phase}: {seen} rows are in the topic, {rows} were expected.");
        }

        var seconds = Math.Max(watch.Elapsed.TotalSeconds, 0.001);
        return new Phase(phase, rows, seconds, (rows - first) / seconds, side.Worker.CpuSeconds - cpu, side.Worker.PeakMegabytes);
    }

    private sealed record Phase(string Name, long Rows, double Seconds, double RowsPerSecond, double Cpu, double Megabytes);
}

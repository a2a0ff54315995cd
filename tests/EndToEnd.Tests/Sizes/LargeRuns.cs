using ConnectRuntime.EndToEnd.Tests.Rig;

namespace ConnectRuntime.EndToEnd.Tests.Sizes;

/// <summary>Waiting for what takes long.</summary>
internal static class LargeRuns
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Waits until a connector has moved so many rows.</summary>
    public static async Task RowsAsync(ConnectProcess worker, string connector, long rows)
    {
        ConnectorView? last = null;
        for (var limit = DateTime.UtcNow + Limit; last is null || last.Rows < rows; await Task.Delay(200))
        {
            last = await worker.Rest.TryStatusAsync(connector) ?? last;
            Assert.True(DateTime.UtcNow < limit && worker.IsRunning && last?.State != "FAILED", $"{last} {worker.LogTail()}");
        }
    }
}

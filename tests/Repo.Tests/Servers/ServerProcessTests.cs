using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Repo.Tests.Servers;

/// <summary>A server never outlives the process that started it.</summary>
public class ServerProcessTests
{
    [Fact]
    public async Task A_killed_server_takes_its_children_with_it()
    {
        using var folder = new TempFolder();
        using var server = ServerProcess.Start(["sh", "-c", "sleep 100 & echo $!; wait"], folder.Combine("log"), folder.Path);
        await server.ReadyAsync(async () => (await File.ReadAllTextAsync(server.LogFile)).Length > 1, TimeSpan.FromSeconds(10));
        var child = int.Parse(await File.ReadAllTextAsync(server.LogFile), null);
        Assert.Contains(child, Signals.Below(server.Pid));

        await server.KillAsync();

        Assert.False(server.IsRunning);
        Assert.False(Signals.IsRunning(child));
    }

    [Fact]
    public async Task A_server_that_ends_at_once_is_reported_with_its_log()
    {
        using var folder = new TempFolder();
        using var server = ServerProcess.Start(["sh", "-c", "echo no such thing; exit 4"], folder.Combine("log"));
        var error = await Assert.ThrowsAsync<InvalidOperationException>(
            () => server.ReadyAsync(() => ValueTask.FromResult(false), TimeSpan.FromSeconds(10)));

        Assert.Contains("ended with 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("no such thing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_watcher_ends_the_server_when_its_owner_dies()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Combine("data"));
        using var server = ServerProcess.Start(["sleep", "100"], folder.Combine("log"), folder.Combine("data"));
        Assert.True(server.IsRunning);

        server.LetGo();

        var until = DateTime.UtcNow.AddSeconds(20);
        while ((server.IsRunning || Directory.Exists(folder.Combine("data"))) && DateTime.UtcNow < until)
        {
            await Task.Delay(20);
        }

        Assert.False(server.IsRunning);
        Assert.False(Directory.Exists(folder.Combine("data")));
    }
}

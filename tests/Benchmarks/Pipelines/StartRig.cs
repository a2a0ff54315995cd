using System.Diagnostics;
using System.Globalization;
using System.Net;
using ConnectRuntime.Testing.Generated;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.Benchmarks.Pipelines;

/// <summary>From the start of the process to <c>/health</c> 200 with 20 connectors configured, and its memory when it is idle.</summary>
internal static class StartRig
{
    private const int Connectors = 20;

    /// <summary>Runs it: the first start, which applies the connector files, and the second, which finds everything stored.</summary>
    public static async Task<IReadOnlyList<RigResult>> RunAsync()
    {
        using var folder = new TempFolder("start");
        Directory.CreateDirectory(folder.Combine("connectors"));
        for (var i = 0; i < Connectors; i++)
        {
            await File.WriteAllTextAsync(folder.Combine($"rows{i}.csv"), "id,name\n1,one\n2,two\n");
            await File.WriteAllTextAsync(folder.Combine("connectors", $"file{i}.json"), $$"""
                {
                  "name": "file{{i}}",
                  "config": { "connector.class": "FlatFileSourceConnector", "topic": "rows{{i}}", "file": {{Bench.Quote(folder.Combine($"rows{i}.csv"))}}, "csv.first.row.as.header": true }
                }
                """);
        }

        return [await StartAsync(folder, "first"), await StartAsync(folder, "again")];
    }

    private static async Task<RigResult> StartAsync(TempFolder folder, string phase)
    {
        var port = FreePort.Next();
        var program = RepositoryRoot.Full("src/Host/bin/Release/net10.0/connect");
        string[] options =
        [
            $"listeners=http://127.0.0.1:{port}", $"data.dir={folder.Combine("log")}",
            $"plugin.path={Bench.Plugins}", $"connector.dir={folder.Combine("connectors")}",
        ];
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(program, ["run", .. options.SelectMany(option => new[] { "--set", option })])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder.Path,
        })!;
        try
        {
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            while (!await IsHealthyAsync(client))
            {
                if (process.HasExited || watch.Elapsed > TimeSpan.FromMinutes(1))
                {
                    throw new InvalidOperationException($"The worker did not become healthy; exit code {(process.HasExited ? process.ExitCode : 0)}.");
                }

                await Task.Delay(5);
            }

            var seconds = watch.Elapsed.TotalSeconds;
            var names = (await client.GetStringAsync("/connectors")).Split(',').Length;
            if (names != Connectors)
            {
                throw new InvalidOperationException($"The healthy worker has {names} connectors, {Connectors} are configured.");
            }

            await Task.Delay(TimeSpan.FromSeconds(5));
            return new RigResult("start")
            {
                Phase = phase,
                Seconds = Math.Round(seconds, 3),
                RssMegabytes = Math.Round(Meter.ResidentMegabytes(process.Id.ToString(CultureInfo.InvariantCulture))),
            };
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsHealthyAsync(HttpClient client)
    {
        try
        {
            return (await client.GetAsync("/health")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}

using System.Diagnostics;

namespace ConnectRuntime.Testing.Servers;

/// <summary>Runs programs to their end and takes what they print; a program that is not wanted any more is killed with its children.</summary>
public static class ProcessRunner
{
    /// <summary>Runs a program, found by its path or in the search path.</summary>
    /// <param name="program">The program.</param>
    /// <param name="arguments">Its arguments, passed on as they are.</param>
    /// <param name="environment">Variables to add, or with a null value to remove.</param>
    /// <param name="input">What it reads from standard input, which then ends.</param>
    /// <param name="timeout">After this it is killed and a <see cref="TimeoutException"/> carries what it printed; null for a minute.</param>
    /// <param name="cancellationToken">Kills it.</param>
    public static async Task<ProcessResult> RunAsync(
        string program,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string?>? environment = null,
        string? input = null,
        TimeSpan? timeout = null,
        CancellationToken cancellationToken = default)
    {
        using var process = Start(program, arguments, environment);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout ?? TimeSpan.FromMinutes(1));
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await WriteInputAsync(process, input, limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new ProcessResult(process.ExitCode, await output.WaitAsync(limit.Token), await error.WaitAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} did not end in time. It printed: {await output} {await error}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>The full path of a program in one of the folders or, after them, in the search path; null when there is none.</summary>
    public static string? Find(string program, params IEnumerable<string> folders) =>
        folders.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);

    private static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    // A program that ends before it has read everything is not an error of the one who writes.
    private static async Task WriteInputAsync(Process process, string? input, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteAsync((input ?? "").AsMemory(), cancellationToken);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
        }
    }
}

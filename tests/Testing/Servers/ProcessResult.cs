namespace ConnectRuntime.Testing.Servers;

/// <summary>What became of a program that has ended.</summary>
/// <param name="ExitCode">Zero for success; 128 and the signal for one that was killed.</param>
/// <param name="Output">All it wrote to standard output.</param>
/// <param name="Error">All it wrote to standard error.</param>
public sealed record ProcessResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output, or an exception with what the program said when it failed.</summary>
    public string OutputOrThrow() => ExitCode == 0
        ? Output
        : throw new InvalidOperationException($"The program ended with {ExitCode}: {Error.Trim()} {Output.Trim()}");
}

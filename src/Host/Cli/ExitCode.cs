namespace ConnectRuntime.Host.Cli;

/// <summary>What the process ends with; told by <c>connect --help</c>.</summary>
internal static class ExitCode
{
    /// <summary>All went well; a worker was asked to stop, or has moved everything.</summary>
    public const int Ok = 0;

    /// <summary>A configuration has errors, a task failed, or what was asked for does not exist.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The worker cannot start: its configuration, its port or its data folder.</summary>
    public const int CannotStart = 3;

    /// <summary><c>--once-timeout</c> has passed.</summary>
    public const int TimedOut = 4;

    /// <summary>A second signal ended the process in the middle of stopping: 128 and the number of SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>All of them in words.</summary>
    public const string Help = """
        Exit codes:
          0    all went well, or the worker was asked to stop
          1    a configuration has errors, a task failed, or what was asked for does not exist
          2    the command line is wrong
          3    the worker cannot start: its configuration, its port or its data folder
          4    --once-timeout has passed
          130  a second signal ended the process while it was stopping
        """;
}

using System.Runtime.InteropServices;

namespace ConnectRuntime.Host.Cli;

/// <summary>The first SIGINT or SIGTERM asks the process to stop; the second ends it at once.</summary>
internal sealed class StopSignal : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Listens from now on.</summary>
    public StopSignal() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stop.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (_stop.IsCancellationRequested)
        {
            Environment.Exit(ExitCode.Interrupted);
        }

        context.Cancel = true;
        _stop.Cancel();
    }
}

using System.CommandLine;
using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Providers;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Cli;

/// <summary>The options of all commands that need a worker's configuration.</summary>
internal sealed class WorkerOptions
{
    /// <summary>The file that is read when none is named.</summary>
    public const string DefaultFile = "config/worker.json";

    private readonly Option<string?> _file = new("--config", "-c")
    {
        Description = $"Worker configuration, a JSON file of options. Default {DefaultFile}, if it is there.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _connectors = new("--connectors")
    {
        Description = "Folder of connector files; the same as --set connector.dir=DIR.",
        HelpName = "DIR",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "One option of the worker, such as --set listeners=http://127.0.0.1:8084. May be repeated; wins over everything.",
        HelpName = "KEY=VALUE",
    };

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="withConnectors">Whether it starts connectors.</param>
    public void AddTo(Command command, bool withConnectors = false)
    {
        command.Options.Add(_file);
        command.Options.Add(_set);
        if (withConnectors)
        {
            command.Options.Add(_connectors);
        }
    }

    /// <summary>Reads file, environment and command line, the later over the earlier.</summary>
    /// <exception cref="ConnectException">Config: with every problem at once.</exception>
    public async Task<ConfigResult> ReadAsync(
        ParseResult parse, IReadOnlyDictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var (name, value) in await WorkerFileReader.ReadAsync(parse.GetValue(_file), cancellationToken))
        {
            values[name] = value;
        }

        foreach (var (name, value) in EnvironmentOptions.Read(environment))
        {
            values[name] = value;
        }

        if (parse.CommandResult.Command.Options.Contains(_connectors) && parse.GetValue(_connectors) is { } folder)
        {
            values[WorkerConfig.ConnectorDir.Name] = folder;
        }

        foreach (var pair in parse.GetValue(_set) ?? [])
        {
            var split = pair.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0)
            {
                throw new ConnectException(
                    ErrorKind.Config,
                    "HST005",
                    $"Cannot use '--set {pair}': it has no '=', KEY=VALUE is required. Write --set listeners=http://127.0.0.1:8083.");
            }

            values[pair[..split].Trim()] = pair[(split + 1)..];
        }

        return WorkerConfig.Spec.Parse(await ConfigResolver.BuiltIn.ResolveAsync(values, cancellationToken));
    }
}

using ConnectRuntime.Configuration;
using ConnectRuntime.Configuration.Providers;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Runtime.Plugins;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.Runtime.Management;

/// <summary>Reads connector configurations without starting anything; needs plugins only, so it works beside a running worker.</summary>
public sealed class ConnectorValidator(IPluginCatalog plugins, ILoggerFactory loggers)
{
    /// <summary>Reads a configuration: every option with its value, and every problem at once.</summary>
    /// <param name="config">The configuration.</param>
    /// <param name="probe">Whether the plugin's live checks are run too, where the configuration itself is right.</param>
    /// <param name="positions">The positions that are stored for it, which the live checks look at; null where nobody knows.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    /// <exception cref="ManagementException">Invalid: <c>connector.class</c> is missing or unknown.</exception>
    public async ValueTask<ValidationResult> ValidateAsync(
        IReadOnlyDictionary<string, string> config, bool probe, IReadOnlyList<SourcePosition>? positions, CancellationToken cancellationToken)
    {
        var plugin = Load(config);
        var spec = ConnectorSpec.For(plugins, plugin);
        var values = config.ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        var result = spec.Parse(await ConfigResolver.BuiltIn.ResolveAsync(values, cancellationToken));
        var checks = new List<CheckResult>();
        if (probe && result.IsValid)
        {
            var name = config.GetValueOrDefault(CommonConfig.Name.Name, "validation");
            var context = new ConnectorContext(name, result.Require($"connector '{name}'"), loggers.CreateLogger($"connector.{name}")) { Positions = positions };
            await plugin.CheckAsync(context, checks, cancellationToken);
        }

        return new ValidationResult(spec, result, checks);
    }

    private IConnector Load(IReadOnlyDictionary<string, string> config)
    {
        if (!config.TryGetValue(CommonConfig.Class.Name, out var type) || type.Length == 0)
        {
            throw new ManagementException(ManagementErrorKind.Invalid, $"Connector config contains no connector type: '{CommonConfig.Class.Name}' is missing");
        }

        try
        {
            return plugins.Create<IConnector>(type);
        }
        catch (ConnectException exception)
        {
            throw new ManagementException(ManagementErrorKind.Invalid, exception.Message, exception);
        }
    }
}

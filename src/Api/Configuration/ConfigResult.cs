using ConnectRuntime.Errors;

namespace ConnectRuntime.Configuration;

/// <summary>A configuration that was read, with everything that is wrong with it.</summary>
public sealed class ConfigResult
{
    private readonly ConnectorConfig config;

    internal ConfigResult(ConnectorConfig config, IReadOnlyList<ConfigEntry> entries, IReadOnlyList<ConfigProblem> problems)
    {
        this.config = config;
        Entries = entries;
        Problems = problems;
    }

    /// <summary>Every option with its value, members of families included, in the order of the spec.</summary>
    public IReadOnlyList<ConfigEntry> Entries { get; }

    /// <summary>Errors and warnings in the order of the spec, then by name.</summary>
    public IReadOnlyList<ConfigProblem> Problems { get; }

    /// <summary>The problems that refuse the configuration.</summary>
    public IEnumerable<ConfigProblem> Errors => Problems.Where(problem => problem.Severity == ConfigSeverity.Error);

    /// <summary>The problems that do not.</summary>
    public IEnumerable<ConfigProblem> Warnings => Problems.Where(problem => problem.Severity == ConfigSeverity.Warning);

    /// <summary>True if nothing refuses the configuration.</summary>
    public bool IsValid => !Errors.Any();

    /// <summary>The typed values of a configuration without errors.</summary>
    /// <param name="what">Whose configuration it is, such as <c>connector 'orders'</c>; begins no sentence.</param>
    /// <exception cref="ConnectException">Of kind Config, with all errors, one per line.</exception>
    public ConnectorConfig Require(string what)
    {
        ConfigProblem[] errors = [.. Errors];
        if (errors.Length == 0)
        {
            return config;
        }

        var found = errors.Length == 1 ? "1 error was found" : $"{errors.Length} errors were found";
        var lines = string.Concat(errors.Select(error => $"\n  {error}"));
        throw new ConnectException(
            ErrorKind.Config, "CFG010", $"Cannot use the configuration of {what}: {found}, none is allowed. Correct:{lines}");
    }
}

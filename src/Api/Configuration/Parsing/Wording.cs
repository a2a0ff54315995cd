using ConnectRuntime.Configuration.Providers;

namespace ConnectRuntime.Configuration.Parsing;

/// <summary>The problems that parsing finds, in words; each code stands here only.</summary>
internal static class Wording
{
    public static ConfigProblem BadValue(string name, string shown, string requirement, string action) =>
        ConfigError(name, "CFG001", $"Cannot use '{name}': {shown} was found, {requirement} is required. {action}");

    public static ConfigProblem Missing(string name, bool isEmpty, ConfigDefinition definition)
    {
        var when = definition.VisibleWhen is { } condition ? $" while {condition}" : "";
        var found = isEmpty ? "it is empty" : "it is not set";
        return ConfigError(name, "CFG002", $"Cannot do without '{name}': {found}, {definition.Requirement} is required{when}. Set it.");
    }

    public static ConfigProblem NearMiss(string name, string nearest) =>
        ConfigError(name, "CFG003", $"Cannot use '{name}': no option has this name, a known name is required. Did you mean '{nearest}'?");

    public static ConfigProblem Unknown(string name, UnknownKeyPolicy policy) =>
        ConfigUnknown(
            name,
            policy,
            "CFG004",
            $"Cannot use '{name}': no option has this name, a known name is required. Remove it.");

    public static ConfigProblem Ignored(string name, string reason) =>
        ConfigWarning(name, "CFG005", $"Cannot use '{name}': it is an option of another product, it means nothing here. {reason}");

    public static ConfigProblem Unsupported(string name, string sentence) =>
        ConfigError(name, "CFG006", $"Cannot use '{name}': it is not supported, leaving it out would change the data. {sentence}");

    public static ConfigProblem OldName(string name, string today) =>
        ConfigWarning(name, "CFG007", $"Cannot rely on '{name}': it is an older name, '{today}' is required. Rename it.");

    public static ConfigProblem TwoNames(string name, string today) =>
        ConfigError(name, "CFG008", $"Cannot use '{name}': '{today}' is set too, one name for an option is required. Remove '{name}'.");

    public static ConfigProblem NoEffect(string name, ConfigCondition condition) =>
        ConfigWarning(name, "CFG011", $"Cannot use '{name}': it is read only while {condition}. Remove it or change {condition.Key}.");

    public static ConfigProblem NotListed(string name, string alias, string list, UnknownKeyPolicy policy) =>
        ConfigUnknown(
            name,
            policy,
            "CFG012",
            $"Cannot use '{name}': '{alias}' is not listed, an alias that stands in '{list}' is required. "
            + "Add it there or remove its options.");

    public static ConfigProblem BadFree(string name, string words) => ConfigError(name, "CFG013", $"Cannot use '{name}': {words}");

    public static ConfigProblem NoProvider(string name, ConfigReference reference, IEnumerable<string> providers) =>
        ConfigError(
            name,
            "CFG014",
            $"Cannot resolve {reference.Text} of '{name}': no config provider is called '{reference.Provider}', "
            + $"one of {string.Join(", ", providers)} is required. Correct it, or write $${{ for a plain ${{.");

    public static ConfigProblem NoSuchKey(string name, ConfigReference reference) =>
        ConfigError(
            name,
            "CFG015",
            $"Cannot resolve {reference.Text} of '{name}': the config provider '{reference.Provider}' has no '{reference.Key}', "
            + "a key that exists is required. Set it there or correct the reference.");

    public static ConfigProblem ProviderFailed(string name, ConfigReference reference, string failure) =>
        ConfigError(
            name,
            "CFG016",
            $"Cannot resolve {reference.Text} of '{name}': the config provider '{reference.Provider}' failed, "
            + $"its answer is required. {failure}");

    public static ConfigProblem Rule(string name, ConfigSeverity severity, string found, string required, string action) =>
        ConfigRule(name, severity, "CFG009", $"Cannot use '{name}': {found}, {required}. {action}.");

    private static ConfigProblem ConfigError(string name, string code, string message) => new(name, ConfigSeverity.Error, code, message);

    private static ConfigProblem ConfigWarning(string name, string code, string message) =>
        new(name, ConfigSeverity.Warning, code, message);

    private static ConfigProblem ConfigRule(string name, ConfigSeverity severity, string code, string message) =>
        new(name, severity, code, message);

    private static ConfigProblem ConfigUnknown(string name, UnknownKeyPolicy policy, string code, string message) =>
        policy == UnknownKeyPolicy.Error ? ConfigError(name, code, message) : ConfigWarning(name, code, message);
}

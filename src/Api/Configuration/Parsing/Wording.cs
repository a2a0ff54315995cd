namespace ConnectRuntime.Configuration.Parsing;

/// <summary>The problems that parsing finds, in words; each code stands here only.</summary>
internal static class Wording
{
    public static ConfigProblem BadValue(string name, string shown, string requirement, string action) =>
        Error(name, "CFG001", $"Cannot use '{name}': {shown} was found, {requirement} is required. {action}");

    public static ConfigProblem Missing(string name, bool isEmpty, ConfigDefinition definition)
    {
        var when = definition.VisibleWhen is { } condition ? $" while {condition}" : "";
        var found = isEmpty ? "it is empty" : "it is not set";
        return Error(name, "CFG002", $"Cannot do without '{name}': {found}, {definition.Requirement} is required{when}. Set it.");
    }

    public static ConfigProblem NearMiss(string name, string nearest) =>
        Error(name, "CFG003", $"Cannot use '{name}': no option has this name, a known name is required. Did you mean '{nearest}'?");

    public static ConfigProblem Unknown(string name, UnknownKeyPolicy policy) =>
        new(
            name,
            policy == UnknownKeyPolicy.Error ? ConfigSeverity.Error : ConfigSeverity.Warning,
            "CFG004",
            $"Cannot use '{name}': no option has this name, a known name is required. Remove it.");

    public static ConfigProblem Ignored(string name, string reason) =>
        Warning(name, "CFG005", $"Cannot use '{name}': it is an option of another product, it means nothing here. {reason}");

    public static ConfigProblem Unsupported(string name, string sentence) =>
        Error(name, "CFG006", $"Cannot use '{name}': it is not supported, leaving it out would change the data. {sentence}");

    public static ConfigProblem OldName(string name, string today) =>
        Warning(name, "CFG007", $"Cannot rely on '{name}': it is an older name, '{today}' is required. Rename it.");

    public static ConfigProblem TwoNames(string name, string today) =>
        Error(name, "CFG008", $"Cannot use '{name}': '{today}' is set too, one name for an option is required. Remove '{name}'.");

    public static ConfigProblem NoEffect(string name, ConfigCondition condition) =>
        Warning(name, "CFG011", $"Cannot use '{name}': it is read only while {condition}. Remove it or change {condition.Key}.");

    public static ConfigProblem NotListed(string name, string alias, string list, UnknownKeyPolicy policy) =>
        new(
            name,
            policy == UnknownKeyPolicy.Error ? ConfigSeverity.Error : ConfigSeverity.Warning,
            "CFG012",
            $"Cannot use '{name}': '{alias}' is not listed, an alias that stands in '{list}' is required. Add it there or remove its options.");

    public static ConfigProblem BadFree(string name, string words) => Error(name, "CFG013", $"Cannot use '{name}': {words}");

    private static ConfigProblem Error(string name, string code, string message) => new(name, ConfigSeverity.Error, code, message);

    private static ConfigProblem Warning(string name, string code, string message) => new(name, ConfigSeverity.Warning, code, message);
}

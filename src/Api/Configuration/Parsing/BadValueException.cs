namespace ConnectRuntime.Configuration.Parsing;

/// <summary>Ends a rule that reads an option whose value could not be read; the option's own problem is reported.</summary>
internal sealed class BadValueException(string key) : InvalidOperationException($"The value of '{key}' was refused.");

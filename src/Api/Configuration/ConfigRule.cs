namespace ConnectRuntime.Configuration;

/// <summary>A condition over several options.</summary>
/// <param name="config">The values. A rule that reads an option whose own value is bad is left out quietly: that problem is reported already.</param>
/// <param name="problems">Where the rule reports what it finds.</param>
public delegate void ConfigRule(ConnectorConfig config, ConfigProblems problems);

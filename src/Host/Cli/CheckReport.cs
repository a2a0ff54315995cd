using System.Text.Encodings.Web;
using System.Text.Json;
using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Cli;

/// <summary>Writes findings as they come, a line each.</summary>
/// <remarks>
/// <code>
/// OK     orders  log_bin: …
/// WARN   orders  binlog_row_metadata: …
/// ERROR  orders  privileges: …
/// </code>
/// </remarks>
/// <param name="output">Where lines go.</param>
/// <param name="isJson">Whether a line is a JSON object.</param>
internal sealed class CheckReport(TextWriter output, bool isJson)
{
    private static readonly JsonSerializerOptions Layout = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a finding was an error.</summary>
    public bool HasErrors { get; private set; }

    /// <summary>All that is known about a connector: problems of its options, then what its checks have found.</summary>
    public void Add(string connector, ValidationResult found)
    {
        foreach (var problem in found.Result.Problems)
        {
            Write(connector, problem.Severity == ConfigSeverity.Error ? CheckSeverity.Error : CheckSeverity.Warning, problem.Key, problem.ToString());
        }

        foreach (var check in found.Checks)
        {
            Write(connector, check.Severity, check.Subject, check.Message);
        }

        if (found.Result.Problems.Count + found.Checks.Count == 0)
        {
            Write(connector, CheckSeverity.Ok, "options", "They can be used. The connector has nothing else that could be checked.");
        }
    }

    /// <summary>A connector that cannot be looked at.</summary>
    public void Fail(string connector, string subject, string message) => Write(connector, CheckSeverity.Error, subject, message);

    /// <summary>What could not be looked at.</summary>
    public void Warn(string connector, string subject, string message) => Write(connector, CheckSeverity.Warning, subject, message);

    private void Write(string connector, CheckSeverity severity, string subject, string message)
    {
        HasErrors |= severity == CheckSeverity.Error;
        var word = severity switch { CheckSeverity.Ok => "OK", CheckSeverity.Warning => "WARN", _ => "ERROR" };
        output.WriteLine(isJson
            ? JsonSerializer.Serialize(new { connector, severity = word, subject, message }, Layout)
            : $"{word,-5}  {connector}  {subject}: {message.ReplaceLineEndings(" ")}");
    }
}

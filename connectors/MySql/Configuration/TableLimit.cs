using ConnectRuntime.Errors;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>The most tables that may be captured, and what becomes of more: <c>guardrail.collections.max</c>, <c>guardrail.collections.limit.action</c>.</summary>
/// <param name="Most">How many; 0 for any number.</param>
/// <param name="Fails">Whether more are an error.</param>
internal sealed record TableLimit(int Most, bool Fails)
{
    /// <summary>What is to be said about so many tables; null where they are allowed.</summary>
    public string? Judge(int captured) => Most > 0 && captured > Most
        ? $"{captured} tables are captured, at most {Most} are allowed by guardrail.collections.max. Capture fewer, or raise it."
        : null;

    /// <summary>Warns of too many tables, or refuses them.</summary>
    /// <exception cref="ConnectException">There are too many, which is an error.</exception>
    public void Apply(int captured, ILogger log)
    {
        if (Judge(captured) is not { } words)
        {
            return;
        }

        if (Fails)
        {
            throw new ConnectException(ErrorKind.Config, "MYF003", $"Cannot start: {words}");
        }

        log.LogWarning("Too many tables: {Words}", words);
    }
}

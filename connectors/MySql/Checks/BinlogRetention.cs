using System.Globalization;

namespace ConnectRuntime.MySql.Checks;

/// <summary>How long a server keeps its binlogs. Immutable.</summary>
/// <param name="Variable">The variable that says so.</param>
/// <param name="Kept">How long after its last change a file may be purged; null where nothing purges it by age.</param>
internal sealed record BinlogRetention(string Variable, TimeSpan? Kept)
{
    /// <summary>What outages and snapshots should have at least: a weekend with the Monday after it.</summary>
    public static readonly TimeSpan Sensible = TimeSpan.FromDays(3);

    private const string Seconds = "binlog_expire_logs_seconds";
    private const string Days = "expire_logs_days";

    /// <summary>Reads the variables of a server.</summary>
    public static BinlogRetention Of(ServerFacts facts)
    {
        var limits = new[] { (facts.Number(Seconds) ?? 0) / 86_400, facts.Number(Days) ?? 0 }.Where(days => days > 0).ToArray();
        var isOff = limits.Length == 0 || facts.Is("binlog_expire_logs_auto_purge", "OFF");
        return new(facts.Variable(Seconds) is null ? Days : Seconds, isOff ? null : TimeSpan.FromDays(limits.Max()));
    }

    /// <summary>The statement that makes the server keep them for at least this long, in whole days.</summary>
    public string Longer(ServerFacts facts, TimeSpan time)
    {
        var days = Math.Max(7, (long)Math.Ceiling(time.TotalDays));
        return Remedies.Set(facts.Version, Variable, (Variable == Days ? days : days * 86_400).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A time in the largest unit that it has one of.</summary>
    public static string Words(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:0.#} days"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.##} hours"),
        { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0} minutes"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, time.TotalSeconds):0} seconds"),
    };
}

using System.Globalization;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Checks;

/// <summary>The server still has what the connector has not read, and will have it for a while.</summary>
internal static class PositionChecks
{
    private const string Subject = "position";

    public static void Run(ServerFacts facts, MySqlSourceModel model, Findings findings)
    {
        if (facts.BadPosition is { } bad)
        {
            findings.Fail(Subject, bad);
        }

        if (facts.PositionProblem is { } problem)
        {
            findings.Warn(Subject, $"The stored position could not be looked at. {problem}");
        }

        if (facts.Position is not { } position)
        {
            return;
        }

        if (position.Gap is { } gap)
        {
            Lost(position, gap, model, findings);
        }
        else if (position.File is not null)
        {
            Kept(facts, position, findings);
        }
    }

    private static void Lost(PositionFacts position, string gap, MySqlSourceModel model, Findings findings)
    {
        var found = $"The stored position {position.Stored}{Old(position)} cannot be gone on from: {gap}.";
        if (model.Snapshot.Mode == SnapshotMode.WhenNeeded)
        {
            findings.Warn(Subject, $"{found} As snapshot.mode is when_needed, the tables are read anew at the next start.");
        }
        else
        {
            findings.Fail(Subject, $"{found} Set snapshot.mode=when_needed, which reads the tables anew, or point database.hostname to a replica that still has it.");
        }
    }

    private static void Kept(ServerFacts facts, PositionFacts position, Findings findings)
    {
        var retention = BinlogRetention.Of(facts);
        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"The stored position {position.Stored}{Old(position)} is in {position.File}, which the server still has: {position.Before} bytes lie between the oldest binlog and it, {position.Behind} behind it.");
        if (retention.Kept is not { } kept)
        {
            findings.Ok(Subject, $"{found} Nothing is purged by age.");
        }
        else if (position.IsLast)
        {
            findings.Ok(Subject, $"{found} It is the file that is written, and is kept for {BinlogRetention.Words(kept)} after it is closed.");
        }
        else if (position.ClosedFor is { } closed)
        {
            Judge(facts, retention, kept - closed, $"{found} It was closed {BinlogRetention.Words(closed)} ago", findings);
        }
        else
        {
            findings.Ok(Subject, found);
        }
    }

    private static void Judge(ServerFacts facts, BinlogRetention retention, TimeSpan left, string found, Findings findings)
    {
        var remedy = $"Start the connector, and keep binlogs for longer until it has caught up. {retention.Longer(facts, 2 * retention.Kept!.Value)}";
        if (left <= TimeSpan.Zero)
        {
            findings.Warn(Subject, $"{found}, longer than binlogs are kept: the next purge takes what was not read yet. {remedy}");
        }
        else if (left < retention.Kept.Value / 4)
        {
            findings.Warn(Subject, $"{found} and can be purged in {BinlogRetention.Words(left)}, with what was not read yet. {remedy}");
        }
        else
        {
            findings.Ok(Subject, $"{found} and is kept for {BinlogRetention.Words(left)} more.");
        }
    }

    private static string Old(PositionFacts position) => position.Age is { } age ? $", {BinlogRetention.Words(age)} old," : "";
}

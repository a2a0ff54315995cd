using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Snapshot;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>The table of snapshot modes: a row per state of what is stored, a column per mode, as Debezium documents the modes.</summary>
public sealed class SnapshotDecisionTests
{
    private static readonly SnapshotMode[] Modes =
        [SnapshotMode.Always, SnapshotMode.Initial, SnapshotMode.InitialOnly, SnapshotMode.NoData, SnapshotMode.Recovery, SnapshotMode.WhenNeeded];

    [Theory]
    // position snapshot plan server history     always      initial     initial_only no_data    recovery    when_needed
    [InlineData(false, false, false, false, false, "Begin>", "Begin>", "Begin.", "NoRows>", "MYT004", "Begin>")]
    [InlineData(false, false, false, true, true, "Begin>", "Begin>", "Begin.", "NoRows>", "MYT004", "Begin>")]
    [InlineData(true, true, true, true, true, "Resume>", "Resume>", "Resume.", "NoRows>", "MYT005", "Resume>")]
    [InlineData(true, true, false, true, true, "Begin>!", "Begin>!", "Begin.!", "NoRows>", "MYT005", "Begin>!")]
    [InlineData(true, true, true, false, true, "Begin>!", "Begin>!", "Begin.!", "NoRows>", "MYT005", "Begin>!")]
    [InlineData(true, true, true, true, false, "Begin>!", "Begin>!", "Begin.!", "NoRows>", "MYT005", "Begin>!")]
    [InlineData(true, false, false, true, true, "Begin>", "Stream>", "Nothing.", "Stream>", "Rebuild>", "Stream>")]
    [InlineData(true, false, false, true, false, "Begin>", "MYT007", "Nothing.", "MYT007", "Rebuild>", "Begin>!")]
    [InlineData(true, false, false, false, true, "Begin>", "MYT006", "Nothing.", "MYT006", "MYT006", "Begin>!")]
    [InlineData(true, false, false, false, false, "Begin>", "MYT006", "Nothing.", "MYT006", "MYT006", "Begin>!")]
    public void Every_mode_does_what_its_name_says(bool position, bool inSnapshot, bool plan, bool onServer, bool history, params string[] expected)
    {
        var stored = new StoredState { HasPosition = position, IsInSnapshot = inSnapshot, HasPlan = plan, IsOnServer = onServer, HasHistory = history };
        Assert.Equal(expected, Modes.Select(mode => Decide(mode, stored)));
    }

    [Fact]
    public void Every_mode_of_the_configuration_is_in_the_table() => Assert.Equal(Enum.GetValues<SnapshotMode>().Order(), Modes.Order());

    private static string Decide(SnapshotMode mode, StoredState stored)
    {
        try
        {
            var decision = SnapshotDecision.For(mode, stored);
            var action = decision.Action switch
            {
                SnapshotAction.BeginWithoutRows => "NoRows",
                SnapshotAction.RebuildHistory => "Rebuild",
                var other => other.ToString(),
            };
            return action + (decision.Streams ? ">" : ".") + (decision.Why is null ? "" : "!");
        }
        catch (ConnectException e) when (e.Kind == ErrorKind.Config)
        {
            return e.Code;
        }
    }
}

using ConnectRuntime.MySql.Configuration;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>The words of snapshots come to modes.</summary>
public class SnapshotModeTests
{
    private const string Basis = "snapshot.mode.configuration.based.";

    [Theory]
    [InlineData("initial", nameof(SnapshotMode.Initial))]
    [InlineData("ALWAYS", nameof(SnapshotMode.Always))]
    [InlineData("initial_only", nameof(SnapshotMode.InitialOnly))]
    [InlineData("no_data", nameof(SnapshotMode.NoData))]
    [InlineData("schema_only", nameof(SnapshotMode.NoData))]
    [InlineData("recovery", nameof(SnapshotMode.Recovery))]
    [InlineData("schema_only_recovery", nameof(SnapshotMode.Recovery))]
    [InlineData("when_needed", nameof(SnapshotMode.WhenNeeded))]
    public void A_word_is_a_mode(string word, string mode) => Assert.Equal(mode, Sample.Model(("snapshot.mode", word)).Snapshot.Mode.ToString());

    [Theory]
    [InlineData("minimal", nameof(LockingMode.Minimal))]
    [InlineData("extended", nameof(LockingMode.Extended))]
    [InlineData("none", nameof(LockingMode.None))]
    [InlineData("minimal_percona_no_table_locks", nameof(LockingMode.Minimal))]
    [InlineData("minimal_at_least_once", nameof(LockingMode.Minimal))]
    public void A_word_is_a_locking_mode(string word, string mode) => Assert.Equal(mode, Sample.Model(("snapshot.locking.mode", word)).Snapshot.Locking.ToString());

    [Theory]
    [InlineData(true, true, true, true, nameof(SnapshotMode.Always))]
    [InlineData(true, true, true, false, nameof(SnapshotMode.Always))]
    [InlineData(false, true, true, false, nameof(SnapshotMode.NoData))]
    [InlineData(false, true, true, true, "when_needed")]
    [InlineData(true, true, false, false, "initial_only")]
    [InlineData(false, true, false, false, "initial_only")]
    [InlineData(true, false, true, false, "snapshot.schema=true")]
    [InlineData(true, false, false, false, "they ask for")]
    [InlineData(false, false, true, false, "no_data")]
    [InlineData(false, false, false, false, "nothing")]
    public void Five_options_come_to_a_mode_or_to_advice(bool data, bool schema, bool stream, bool dataError, string expected)
    {
        var options = new[]
        {
            ("snapshot.mode", "configuration_based"), ($"{Basis}snapshot.data", $"{data}"), ($"{Basis}snapshot.schema", $"{schema}"),
            ($"{Basis}start.stream", $"{stream}"), ($"{Basis}snapshot.on.data.error", $"{dataError}"), ($"{Basis}snapshot.on.schema.error", "true"),
        };
        if (Enum.TryParse<SnapshotMode>(expected, out var mode))
        {
            Assert.Empty(Sample.Parse(options).Problems);
            Assert.Equal(mode, Sample.Model(options).Snapshot.Mode);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(Sample.Parse(options).Errors).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_statement_belongs_to_its_table_in_any_case()
    {
        var snapshot = Sample.Model(
            ("snapshot.select.statement.overrides", "Shop.Orders"), ("snapshot.select.statement.overrides.Shop.Orders", "SELECT * FROM Shop.Orders WHERE id > 5"),
            ("snapshot.include.collection.list", @"shop\..*")).Snapshot;
        Assert.Equal("SELECT * FROM Shop.Orders WHERE id > 5", snapshot.OverrideOf(new TableId("shop", "orders")));
        Assert.Null(snapshot.OverrideOf(new TableId("shop", "lines")));
        Assert.True(snapshot.Includes(new TableId("SHOP", "lines")));
        Assert.False(snapshot.Includes(new TableId("crm", "lines")));
    }
}

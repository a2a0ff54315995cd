using System.Text;
using ConnectRuntime.MySql.Snapshot.Tables;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.MySql.Tests.Snapshot;

/// <summary>Plans of snapshots as notes.</summary>
public sealed class SnapshotPlanStoreTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly MemoryTaskStore _notes = new();

    private SnapshotPlanStore Plans => new(_notes);

    [Fact]
    public async Task A_plan_is_found_by_its_number()
    {
        var first = await Plans.AddAsync([new(new("a", "t"), 5), new(new("ä\"", "x.y"), long.MaxValue)], None);
        var second = await Plans.AddAsync([], None);
        Assert.Equal("""[["a","t",5],["\u00E4\u0022","x.y",9223372036854775807]]""", await NoteAsync("snapshot/plan/0000000001"));
        Assert.Equal(first.Tables.AsEnumerable(), (await Plans.FindAsync(first.Number, None))!.Tables);
        Assert.Empty((await Plans.FindAsync(second.Number, None))!.Tables);
        Assert.Null(await Plans.FindAsync(second.Number + 1, None));
        Assert.Null(await Plans.FindAsync(-1, None));
    }

    [Fact]
    public async Task Plans_that_no_position_counts_by_are_removed()
    {
        var numbers = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            numbers.Add((await Plans.AddAsync([], None)).Number);
        }

        await Plans.PruneAsync(numbers[9], None);
        Assert.Equal(["snapshot/plan/0000000010", "snapshot/plan/0000000011", "snapshot/plan/0000000012"], await _notes.KeysAsync("", None));
        await Plans.PruneAsync(null, None);
        Assert.Empty(await _notes.KeysAsync("", None));
    }

    private async Task<string> NoteAsync(string key) => Encoding.UTF8.GetString((await _notes.GetAsync(key, None))!.Value.Span);
}

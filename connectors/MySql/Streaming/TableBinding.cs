using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Changes;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>What becomes of the rows behind one TABLE_MAP: the table they belong to and the plan that decodes them.</summary>
/// <param name="Map">The event.</param>
/// <param name="Table">The table with its stream; null where its rows are passed over.</param>
/// <param name="Plan">How rows are decoded; null where they are passed over.</param>
internal sealed record TableBinding(TableMapModel Map, CapturedTable? Table, BinlogRowPlan? Plan)
{
    /// <summary>Rows of a table that is not captured.</summary>
    public static TableBinding PassOver(TableMapModel map) => new(map, null, null);
}

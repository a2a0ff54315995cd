using ConnectRuntime.MySql.Positions;

namespace ConnectRuntime.MySql.Snapshot.Views;

/// <summary>The place of the binlog that belongs to a view.</summary>
/// <param name="Start">All before it is in the view.</param>
/// <param name="IsExact">Whether nothing after it is; otherwise some transactions are in the view and come again in the stream.</param>
/// <param name="How">How it was found, for the log.</param>
internal sealed record ViewMoment(BinlogStartPoint Start, bool IsExact, string How);

namespace ConnectRuntime.MySql.Tests.Json;

/// <summary>A row of a table of an INT key and columns of bytes, as the binlog has it; null for NULL and for what is not there.</summary>
public sealed record LoggedRow(int Id, byte[]?[] Before, byte[]?[] After)
{
    /// <summary>Whether a column of the row after the change holds differences.</summary>
    public bool[] IsPartial { get; init; } = [];

    /// <summary>Whether a column of the row before the change was logged.</summary>
    public bool[] IsBeforePresent { get; init; } = [];
}

namespace ConnectRuntime.Records;

/// <summary>Whether a cell has a value.</summary>
public enum CellState : byte
{
    /// <summary>Null. A cell that nobody has written is null.</summary>
    Null = 0,

    /// <summary>A value.</summary>
    Value = 1,

    /// <summary>
    /// Not known: a column that the source did not log. Encoders write Debezium's placeholder, decoders recognise it, and a sink
    /// leaves the column as it is.
    /// </summary>
    Unavailable = 2,
}

using ConnectRuntime.MySql.Client.Connections;

namespace ConnectRuntime.MySql.Client.Results;

/// <summary>The results of a prepared statement.</summary>
public sealed class BinaryResult : ResultReader
{
    internal BinaryResult(MySqlConnection connection)
        : base(connection)
    {
    }

    /// <summary>Takes the next row if it is buffered; false when <see cref="ResultReader.FillAsync"/> must be called.</summary>
    public bool TryReadRow(out BinaryRow row)
    {
        if (TryTakeRow(out var payload))
        {
            row = new BinaryRow(payload, Definitions);
            return true;
        }

        row = default;
        return false;
    }
}

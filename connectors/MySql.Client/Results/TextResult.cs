using ConnectRuntime.MySql.Client.Connections;

namespace ConnectRuntime.MySql.Client.Results;

/// <summary>The results of a text of statements.</summary>
public sealed class TextResult : ResultReader
{
    internal TextResult(MySqlConnection connection)
        : base(connection)
    {
    }

    /// <summary>Takes the next row if it is buffered; false when <see cref="ResultReader.FillAsync"/> must be called.</summary>
    public bool TryReadRow(out TextRow row)
    {
        if (TryTakeRow(out var payload))
        {
            row = new TextRow(payload);
            return true;
        }

        row = default;
        return false;
    }
}

using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <content>Changes of whole tables.</content>
internal sealed partial class ChangeWriter
{
    private readonly SchemaChangeCells _schemaChanges;

    /// <summary>Writes that a table was emptied at once, unless that is to be skipped.</summary>
    /// <returns>How many rows were added.</returns>
    public int Truncate(CapturedTable table)
    {
        if (Skips(RowOperation.Truncate))
        {
            return 0;
        }

        Enter(table);
        _keyIsUnknown = false;
        Add(table, RowOperation.Truncate, -1, -1, -1, _source.Root(0), isNamed: false);
        return 1;
    }

    /// <summary>Writes a record of the schema change topic.</summary>
    public void SchemaChange(SchemaChangeRecord record)
    {
        _table = null;
        var index = _schemaChanges.Write(_batch, record, _processedAt / 1_000_000);
        _headers.Share(_batch, ref _batch.Rows[index], index);
    }
}

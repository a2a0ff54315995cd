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

    /// <summary>Gives the row of the snapshot that was written last, of the same table, another place than its run has.</summary>
    public void Mark(SnapshotMarker marker) => _batch.Rows[_batch.RowCount - 1].Source = _source.Root(0, marker);

    /// <summary>Writes what a statement did to the schema change topic.</summary>
    /// <returns>How many rows were added: more than one where it drops or renames several tables.</returns>
    public int SchemaChange(SchemaChangeRecord change)
    {
        _table = null;
        var records = change.Split();
        foreach (var record in records)
        {
            var index = _schemaChanges.Write(_batch, record, _processedAt / 1_000_000);
            _headers.Share(_batch, ref _batch.Rows[index], index);
        }

        return records.Count;
    }
}

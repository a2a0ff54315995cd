using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <content>Rows whose key changes: the old key is deleted and the new one created, each with a header that names the other.</content>
internal sealed partial class ChangeWriter
{
    private readonly KeyText _keyText = new();

    private static ReadOnlySpan<byte> NewKey => "__debezium.newkey"u8;

    private static ReadOnlySpan<byte> OldKey => "__debezium.oldkey"u8;

    private int Move(CapturedTable table, int before, int after, int source)
    {
        var oldKey = Key(table, before, after);
        var newKey = Key(table, after, before);
        var rows = 0;
        if (!Skips(RowOperation.Delete))
        {
            var deleted = Add(table, RowOperation.Delete, oldKey, before, -1, source, isNamed: true);
            Name(deleted, NewKey, table, newKey);
            rows += 1 + Tombstone(deleted);
        }

        if (!Skips(RowOperation.Create))
        {
            var created = Add(table, RowOperation.Create, newKey, -1, after, source, isNamed: true);
            Name(created, OldKey, table, oldKey);
            rows++;
        }

        return rows;
    }

    private void Name(int row, ReadOnlySpan<byte> header, CapturedTable table, int key) =>
        _headers.Append(_batch, row, Cell.Text(_batch.AddBytes(header), header.Length), _keyText.Write(_batch, table.Stream.KeySchema!, key));
}

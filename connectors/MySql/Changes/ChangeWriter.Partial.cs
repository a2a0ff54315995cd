using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Changes;

/// <content>Rows of which the log holds only some columns.</content>
internal sealed partial class ChangeWriter
{
    private readonly PartialStreams _partials = new();

    // An image before the change that is not whole says nothing that the one after does not.
    private int PartialStream(CapturedTable table, ref int before, int after)
    {
        var image = after >= 0 ? after : before;
        if (image < 0)
        {
            return _stream;
        }

        if (_partials.For(_batch, table, image) is not { } stream)
        {
            return -1;
        }

        if (after >= 0 && before >= 0 && !PartialImage.IsWhole(_batch, stream.ValueSchema!, before))
        {
            before = -1;
        }

        return ReferenceEquals(stream, table.Stream) ? _stream : _batch.AddStream(stream);
    }

    private void Fail(CapturedTable table, int key, int row)
    {
        if (!_keyIsUnknown)
        {
            _batch.Fail(row, PartialStreams.TooMany(table));
            return;
        }

        var fields = table.Stream.KeySchema!.Fields;
        var unknown = fields.Where(field => _batch.Cells[key + 1 + field.Ordinal].State == CellState.Unavailable).Select(field => $"'{field.Name}'");
        _batch.Fail(row, new ConnectException(
            ErrorKind.Data,
            "MYW001",
            $"Cannot write the key of a row of {table.Id}: the binlog does not hold {string.Join(", ", unknown)}, every column of a key is required. "
            + "Set binlog_row_image=FULL on the server, or choose other columns with message.key.columns."));
    }
}

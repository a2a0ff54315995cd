using ConnectRuntime.MySql.Client.Payloads;
using ConnectRuntime.MySql.Client.Results;

namespace ConnectRuntime.MySql.Snapshot.Copies;

/// <summary>A row that waits for the next one, which tells whether it is the last of its table or of all.</summary>
/// <remarks>Owner: one <see cref="SnapshotReader"/>. A copy of the packet: one per buffer of the connection and one per table.</remarks>
internal sealed class HeldRow
{
    private const int KeepUpTo = 1024 * 1024;

    private byte[] _bytes = [];
    private int _length;
    private ReadOnlyMemory<ColumnDefinition> _columns;

    /// <summary>The table it belongs to; null while no row waits.</summary>
    public CopyPlan? Copy { get; private set; }

    /// <summary>The row, before its first cell.</summary>
    public BinaryRow Row => new(_bytes.AsSpan(0, _length), _columns);

    /// <summary>Keeps a row.</summary>
    /// <param name="copy">The table it belongs to.</param>
    /// <param name="row">The row.</param>
    public void Keep(CopyPlan copy, in BinaryRow row)
    {
        var payload = row.Payload;
        if (_bytes.Length < payload.Length)
        {
            _bytes = new byte[Math.Max(payload.Length, 4096)];
        }

        payload.CopyTo(_bytes);
        _length = payload.Length;
        _columns = row.Columns;
        Copy = copy;
    }

    /// <summary>Forgets it.</summary>
    public void Clear()
    {
        Copy = null;
        if (_bytes.Length > KeepUpTo)
        {
            _bytes = [];
        }
    }
}

using System.Runtime.CompilerServices;
using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Results;

/// <summary>A row of text, read cell by cell out of its packet; valid until the next row is asked for.</summary>
/// <remarks>
/// <code>
/// (0xFB for NULL | length lenenc, bytes)*
/// </code>
/// Text is UTF-8, as the connection is; of columns with collation 63 the bytes are the value's own. Page: "Text Resultset Row" in MySQL's source
/// documentation. Nothing is allocated, nothing is copied.
/// </remarks>
public ref struct TextRow
{
    private ReadOnlySpan<byte> _rest;
    private ReadOnlySpan<byte> _value;
    private bool _isNull;

    /// <summary>Reads a packet, or a copy of one.</summary>
    public TextRow(ReadOnlySpan<byte> payload)
    {
        _rest = payload;
        Length = payload.Length;
    }

    /// <summary>The cells that are still to be read; of a row that was not begun, all of it, from which another reader can be made.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>Bytes of the whole row.</summary>
    public int Length { get; }

    /// <summary>Whether the current cell is NULL.</summary>
    public readonly bool IsNull => _isNull;

    /// <summary>The current cell; empty for NULL.</summary>
    public readonly ReadOnlySpan<byte> Value => _value;

    /// <summary>Goes to the next cell; false after the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MoveNext()
    {
        var rest = _rest;
        if (rest.Length == 0)
        {
            return false;
        }

        int length = rest[0];
        if (length < WireReader.Null && length < rest.Length)
        {
            _isNull = false;
            _value = rest.Slice(1, length);
            _rest = rest[(length + 1)..];
            return true;
        }

        MoveNextLong();
        return true;
    }

    private void MoveNextLong()
    {
        if (_rest[0] == WireReader.Null)
        {
            _isNull = true;
            _value = default;
            _rest = _rest[1..];
            return;
        }

        var reader = new WireReader(_rest);
        _value = reader.ReadLengthEncodedBytes();
        _isNull = false;
        _rest = reader.ReadToEnd();
    }
}

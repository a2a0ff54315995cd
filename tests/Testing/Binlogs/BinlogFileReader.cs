using System.Buffers.Binary;

namespace ConnectRuntime.Testing.Binlogs;

/// <summary>The raw events of a binlog file on disk, one after the other: what a dump sends, without a server.</summary>
/// <remarks>
/// Reads ahead by 1 MiB. An event is valid until the next is read.
/// <code>
/// 0xFE 'b' 'i' 'n' | (head 19, whose bytes 9–12 are the event's size | rest)*
/// </code>
/// </remarks>
public sealed class BinlogFileReader : IDisposable
{
    private const int HeadBytes = 19;
    private const int SizeAt = 9;

    private readonly FileStream _file;
    private byte[] _buffer = new byte[1 << 20];
    private int _start;
    private int _end;

    /// <summary>Opens a file and checks its first four bytes.</summary>
    public BinlogFileReader(string path)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        if (!Fill(4) || !_buffer.AsSpan(0, 4).SequenceEqual(Magic))
        {
            _file.Dispose();
            throw new InvalidDataException($"{path} is no binlog.");
        }

        _start = 4;
    }

    private static ReadOnlySpan<byte> Magic => [0xFE, (byte)'b', (byte)'i', (byte)'n'];

    /// <summary>The event that was read last.</summary>
    public ReadOnlyMemory<byte> Event { get; private set; }

    /// <summary>Reads the next event; false at the end of the file.</summary>
    public bool TryRead()
    {
        if (!Fill(HeadBytes))
        {
            return _start == _end ? false : throw new InvalidDataException($"{_file.Name} ends in the middle of an event.");
        }

        var size = (int)BinaryPrimitives.ReadUInt32LittleEndian(_buffer.AsSpan(_start + SizeAt));
        if (size < HeadBytes || !Fill(size))
        {
            throw new InvalidDataException($"{_file.Name} has an event of {size} bytes, which it has not.");
        }

        Event = _buffer.AsMemory(_start, size);
        _start += size;
        return true;
    }

    /// <summary>Goes back to the first event.</summary>
    public void Rewind()
    {
        _file.Position = 4;
        _start = _end = 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private bool Fill(int count)
    {
        if (_end - _start >= count)
        {
            return true;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        if (_buffer.Length < count)
        {
            Array.Resize(ref _buffer, count);
        }

        while (_end < count && _file.Read(_buffer.AsSpan(_end)) is > 0 and var read)
        {
            _end += read;
        }

        return _end >= count;
    }
}

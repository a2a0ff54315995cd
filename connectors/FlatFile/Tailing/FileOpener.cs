using ConnectRuntime.Errors;
using ConnectRuntime.FlatFile.Charsets;
using ConnectRuntime.FlatFile.Layouts;
using ConnectRuntime.FlatFile.Options;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>Opens files and finds the place to go on, after it has made sure that a file is the one that was read before.</summary>
internal sealed class FileOpener(FlatFileConfig config, BlockReader reader, ILogger log)
{
    private readonly PreambleReader _preamble = new(config);
    private readonly LayoutFactory _layouts = new(config);
    private TextDecoding? _decoding;

    /// <summary>Makes the reader stand at the next record of a file.</summary>
    /// <param name="file">The file, open or not.</param>
    /// <param name="isFinal">Whether it is complete as it is, should its header have no end.</param>
    /// <returns>False if its header is not there, or it is gone.</returns>
    public bool Open(TrackedFile file, bool isFinal)
    {
        var wasOpen = file.Handle is not null;
        if (file.Handle is null && !OpenHandle(file))
        {
            return false;
        }

        file.Status = FileStat.Of(file.Handle!, file.Path) with { Id = file.Id };
        Check(file, file.Stored ?? (wasOpen && file.Position > 0 ? Snapshot(file) : null));
        if (file.Layout is null && !OpenLayout(file, isFinal))
        {
            return false;
        }

        reader.Open(file.Handle!, file.Decoding!, file.Position, file.Records, file.Lines);
        reader.Window.IsAfterOpenRecord = file.EndsOpen;
        return true;
    }

    /// <summary>Where a file stands, as it is stored.</summary>
    public static FilePosition Snapshot(TrackedFile file) => new(
        file.Position, file.Records, file.Lines, file.HeadBytes, file.Head, Fingerprint.Text(file.Tail),
        file.Status.Born, file.Status.Size, file.Status.Changed, file.EndsOpen, file.Path);

    /// <summary>Extends the hash of a file's beginning while the file is shorter than what is to be hashed.</summary>
    public void Identify(TrackedFile file)
    {
        var count = (int)Math.Min(config.FingerprintBytes, file.Status.Size);
        if (count > file.HeadBytes && Fingerprint.Of(file.Handle!, 0, count) is { } head)
        {
            (file.Head, file.HeadBytes) = (head, count);
        }
    }

    private static bool OpenHandle(TrackedFile file)
    {
        try
        {
            file.Handle = UnlockedFile.Open(file.Path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new ConnectException(ErrorKind.Config, "FIL024", $"Cannot open file '{file.Path}': this process may not read it, the right to do so is required. Change the file's owner or mode.", e);
        }
        catch (IOException e)
        {
            throw new ConnectException(ErrorKind.Transient, "FIL025", $"Cannot open file '{file.Path}': {e.Message} It is required to be readable. Look after the disk.", e);
        }

        if (FileStat.Of(file.Handle, file.Path).Id == file.Id)
        {
            return true;
        }

        // Another file has got the name between the scan and now: the next scan finds both.
        file.Dispose();
        return false;
    }

    private bool OpenLayout(TrackedFile file, bool isFinal)
    {
        Span<byte> first = stackalloc byte[Charset.MarkBytes];
        var count = RandomAccess.Read(file.Handle!, first, 0);
        file.Decoding = _decoding = Charset.Of(config.Encoding, first[..count], _decoding, out var mark);
        reader.Open(file.Handle!, file.Decoding, mark, 0, 0);
        if (_preamble.Read(reader, file.Path, isFinal) is not { } preamble)
        {
            return false;
        }

        file.Layout = _layouts.Create(preamble, file.Path, file.Status.Changed);
        if (file.Position < preamble.Position)
        {
            (file.Position, file.Lines) = (preamble.Position, preamble.Lines);
        }

        return true;
    }

    private void Check(TrackedFile file, FilePosition? before)
    {
        file.Stored = null;
        if (before is not null)
        {
            Compare(file, before);
        }

        Identify(file);
    }

    private void Compare(TrackedFile file, FilePosition before)
    {
        var (handle, status) = (file.Handle!, file.Status);
        var isReborn = before.Born != 0 && status.Born != 0 && before.Born != status.Born;
        var isOther = isReborn || (before.HeadBytes > 0 && status.Size >= before.HeadBytes && Fingerprint.Of(handle, 0, before.HeadBytes) != before.Head);
        if (!isOther && status.Size < before.Position)
        {
            Shrunk(file, before);
            return;
        }

        // A file that begins as before may still have been written anew with another end.
        isOther |= before.Tail.Length > 0 && Fingerprint.Text(Fingerprint.Tail(handle, before.Position)) != before.Tail;
        if (isOther)
        {
            log.LogWarning("File '{Path}' has other content than what was read of it up to byte {Position}; it is read from its beginning.", file.Path, before.Position);
            file.StartOver();
            return;
        }

        (file.Position, file.Records, file.Lines) = (before.Position, before.Records, before.Lines);
        (file.Head, file.HeadBytes, file.EndsOpen) = (before.Head, before.HeadBytes, before.EndsOpen);
    }

    private void Shrunk(TrackedFile file, FilePosition before)
    {
        var size = file.Status.Size;
        switch (config.Shrink)
        {
            case ShrinkPolicy.Restart:
                log.LogWarning("File '{Path}' has been shortened from {Position} to {Size} bytes; it is read from its beginning.", file.Path, before.Position, size);
                file.StartOver();
                return;
            case ShrinkPolicy.End:
                log.LogWarning("File '{Path}' has been shortened from {Position} to {Size} bytes; reading goes on at its new end.", file.Path, before.Position, size);
                file.StartOver();
                (file.Position, file.Tail, file.IsMoved) = (size, Fingerprint.Tail(file.Handle!, size), true);
                return;
            default:
                file.Stored = before;
                throw new ConnectException(ErrorKind.Fatal, "FIL026", $"Cannot go on with file '{file.Path}': it has {size} bytes, at least the {before.Position} that were read are required. Put the whole file back, set file.shrink to restart or end, or delete the offset of the file.");
        }
    }
}

using ConnectRuntime.Records;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>What belongs to the marks that have been handed out and not been committed, because a mark holds two numbers only.</summary>
/// <remarks>Owner: the task's thread. Bound: the batches in flight.</remarks>
internal sealed class PositionNotes
{
    private readonly Dictionary<(int File, long Position), Note> _notes = [];
    private readonly List<(int File, long Position)> _done = [];

    /// <summary>Makes the mark of where a file stands.</summary>
    public PositionMark Mark(TrackedFile file)
    {
        _notes[(file.Index, file.Position)] = Note.Of(file);
        return new PositionMark(file.Index, file.Position, file.Records);
    }

    /// <summary>The file and the position of a mark.</summary>
    /// <param name="mark">A mark that was handed out.</param>
    /// <param name="known">The file that has its number now, for a mark that has been committed already.</param>
    public SourcePosition Render(PositionMark mark, Func<int, TrackedFile> known)
    {
        if (!_notes.TryGetValue((mark.Partition, mark.A), out var note))
        {
            note = Note.Of(known(mark.Partition));
        }

        var (file, status) = (note.File, note.File.Status);
        var position = new FilePosition(
            mark.A, mark.B, note.Lines, file.HeadBytes, file.Head, Fingerprint.Text(note.Tail),
            status.Born, note.Size, note.Changed, note.EndsOpen, file.Path);
        return new SourcePosition(FilePosition.Partition(file.Id), position.ToJson());
    }

    /// <summary>Drops what belongs to marks of a file up to a position.</summary>
    public void Forget(int file, long position)
    {
        _done.Clear();
        foreach (var key in _notes.Keys)
        {
            if (key.File == file && key.Position <= position)
            {
                _done.Add(key);
            }
        }

        foreach (var key in _done)
        {
            _notes.Remove(key);
        }
    }

    private readonly record struct Note(TrackedFile File, long Lines, UInt128 Tail, long Size, long Changed, bool EndsOpen)
    {
        public static Note Of(TrackedFile file) => new(file, file.Lines, file.Tail, file.Status.Size, file.Status.Changed, file.EndsOpen);
    }
}

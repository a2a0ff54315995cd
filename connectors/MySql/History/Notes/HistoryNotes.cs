using ConnectRuntime.Connectors;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Notes;

/// <summary>The history in the task's store: a note for each table and database, and one with the marks that the others reach from and to.</summary>
/// <remarks>
/// The note of the marks is written last. Versions beyond its newest mark are of a save that did not get to its end; they are passed over, and written over
/// when the same statements come again.
/// </remarks>
internal sealed class HistoryNotes(ITaskStore store)
{
    /// <summary>The key of the note of the marks.</summary>
    private const string MarksKey = "history/marks";

    /// <summary>How many notes may wait for the next change where nothing but space is to be gained.</summary>
    public const int Gathered = 256;

    private const int BytesAtOnce = 512 * 1024;

    private readonly NoteWriter _writer = new();

    /// <summary>Reads the marks; 0 where nothing was ever saved.</summary>
    public async Task<(HistoryMark Oldest, HistoryMark Newest)> ReadMarksAsync(CancellationToken cancellationToken)
    {
        var note = await store.GetAsync(MarksKey, cancellationToken).ConfigureAwait(false);
        return note is { } bytes ? Read(MarksKey, () => ReadMarks(bytes.Span)) : default;
    }

    /// <summary>Reads the versions of all names.</summary>
    public async Task ReadAsync(Action<TableId, List<HistoryVersion>> take, CancellationToken cancellationToken)
    {
        foreach (var key in await store.KeysAsync(VersionNote.Prefix, cancellationToken).ConfigureAwait(false))
        {
            if (VersionNote.NameOf(key) is { } id && await store.GetAsync(key, cancellationToken).ConfigureAwait(false) is { } note)
            {
                take(id, Read(key, () => VersionNote.Read(note.Span, id)));
            }
        }
    }

    /// <summary>Writes notes, several at a time, and the marks last.</summary>
    /// <param name="names">The names.</param>
    /// <param name="versions">The versions of a name; none removes its note.</param>
    /// <param name="oldest">The oldest mark that can be gone back to.</param>
    /// <param name="newest">The newest mark.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task WriteAsync(
        IEnumerable<TableId> names,
        Func<TableId, IReadOnlyList<HistoryVersion>?> versions,
        HistoryMark oldest,
        HistoryMark newest,
        CancellationToken cancellationToken)
    {
        var notes = new List<KeyValuePair<string, ReadOnlyMemory<byte>?>>();
        var size = 0;
        foreach (var name in names.Order())
        {
            var key = VersionNote.Key(name);
            var note = versions(name) is { Count: > 0 } some ? VersionNote.Write(_writer, some) : null;

            // An array that is null would become memory that is empty.
            notes.Add(new(key, note is null ? (ReadOnlyMemory<byte>?)null : note));
            size += key.Length + (note?.Length ?? 0);
            if (size > BytesAtOnce)
            {
                await store.PutAsync(notes, cancellationToken).ConfigureAwait(false);
                notes = [];
                size = 0;
            }
        }

        notes.Add(new(MarksKey, WriteMarks(oldest, newest)));
        await store.PutAsync(notes, cancellationToken).ConfigureAwait(false);
    }

    private byte[] WriteMarks(HistoryMark oldest, HistoryMark newest)
    {
        _writer.Begin();
        _writer.WriteNumber(oldest.Sequence);
        _writer.WriteNumber(newest.Sequence);
        return _writer.End();
    }

    private static (HistoryMark Oldest, HistoryMark Newest) ReadMarks(ReadOnlySpan<byte> bytes)
    {
        var note = new NoteReader(bytes);
        return (new HistoryMark(note.ReadNumber()), new HistoryMark(note.ReadNumber()));
    }

    private static T Read<T>(string key, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentException)
        {
            throw HistoryErrors.Corrupt(key, e.Message, e);
        }
    }
}

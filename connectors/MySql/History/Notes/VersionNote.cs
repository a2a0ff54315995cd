using System.Text;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Notes;

/// <summary>All versions of one table, sequence or database as a note, and the note's key.</summary>
/// <remarks>
/// <code>
/// key:  history/t/database/table | history/d/database, with % / and control characters as %XX
/// note: versions n, (mark, kind u8, definition)*, oldest first
/// </code>
/// </remarks>
internal static class VersionNote
{
    /// <summary>What all keys begin with.</summary>
    public const string Prefix = "history/";

    private const string TablePrefix = "history/t/";
    private const string DatabasePrefix = "history/d/";

    /// <summary>The key of a table, or of a database, whose table name is empty.</summary>
    public static string Key(TableId id) =>
        id.Table.Length == 0 ? $"{DatabasePrefix}{Escape(id.Database)}" : $"{TablePrefix}{Escape(id.Database)}/{Escape(id.Table)}";

    /// <summary>The name of a key; null for a key of something else.</summary>
    public static TableId? NameOf(string key)
    {
        if (key.StartsWith(DatabasePrefix, StringComparison.Ordinal))
        {
            return new TableId(Uri.UnescapeDataString(key[DatabasePrefix.Length..]), "");
        }

        var slash = key.StartsWith(TablePrefix, StringComparison.Ordinal) ? key.IndexOf('/', TablePrefix.Length) : -1;
        return slash < 0 ? null : new TableId(Uri.UnescapeDataString(key[TablePrefix.Length..slash]), Uri.UnescapeDataString(key[(slash + 1)..]));
    }

    /// <summary>Writes versions.</summary>
    public static byte[] Write(NoteWriter note, IReadOnlyList<HistoryVersion> versions)
    {
        note.Begin();
        note.WriteNumber(versions.Count);
        foreach (var version in versions)
        {
            note.WriteNumber(version.Mark.Sequence);
            note.WriteByte((byte)version.Kind);
            switch (version.Kind)
            {
                case HistoryVersionKind.Table:
                    TableNote.Write(note, version.Table!);
                    break;
                case HistoryVersionKind.Database:
                    note.WriteText(version.Charset.Charset);
                    note.WriteText(version.Charset.Collation);
                    break;
            }
        }

        return note.End();
    }

    /// <summary>Reads versions.</summary>
    /// <param name="bytes">The note.</param>
    /// <param name="id">The name.</param>
    public static List<HistoryVersion> Read(ReadOnlySpan<byte> bytes, TableId id)
    {
        var note = new NoteReader(bytes);
        var versions = new List<HistoryVersion>();
        for (var left = note.ReadCount(); left > 0; left--)
        {
            var mark = new HistoryMark(note.ReadNumber());
            var kind = (HistoryVersionKind)note.ReadByte();
            versions.Add(kind switch
            {
                HistoryVersionKind.Table => new HistoryVersion(mark, kind, TableNote.Read(ref note, id)),
                HistoryVersionKind.Database => new HistoryVersion(mark, kind, null, new CharsetModel(note.ReadText(), note.ReadText())),
                HistoryVersionKind.Nothing or HistoryVersionKind.Sequence => new HistoryVersion(mark, kind),
                _ => throw new InvalidDataException($"it has a version of kind {(byte)kind}"),
            });
        }

        return versions;
    }

    private static string Escape(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
        {
            _ = c is '%' or '/' or < ' ' ? text.Append('%').Append(((int)c).ToString("X2", System.Globalization.CultureInfo.InvariantCulture)) : text.Append(c);
        }

        return text.ToString();
    }
}

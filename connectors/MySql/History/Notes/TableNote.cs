using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Notes;

/// <summary>The definition of a table inside a note; the name is the note's own.</summary>
/// <remarks>
/// <code>
/// charset, collation, comment, row end | columns n, column* | primary key 0 or 1, key | unique keys n, key* | other keys n, key*
/// key: name | 1 for a hash + 2 for one that a foreign key implies | columns n, name* | prefixes n, number*
/// </code>
/// </remarks>
internal static class TableNote
{
    private const int Hash = 1;
    private const int Implied = 2;

    /// <summary>Writes a definition.</summary>
    public static void Write(NoteWriter note, TableModel table)
    {
        note.WriteText(table.Charset);
        note.WriteText(table.Collation);
        note.WriteText(table.Comment);
        note.WriteText(table.RowEnd);
        note.WriteNumber(table.Columns.Length);
        foreach (var column in table.Columns)
        {
            ColumnNote.Write(note, column);
        }

        note.WriteNumber(table.PrimaryKey is null ? 0 : 1);
        if (table.PrimaryKey is { } primary)
        {
            Write(note, primary);
        }

        note.WriteNumber(table.UniqueKeys.Length);
        foreach (var key in table.UniqueKeys)
        {
            Write(note, key);
        }

        note.WriteNumber(table.OtherKeys.Length);
        foreach (var key in table.OtherKeys)
        {
            Write(note, key);
        }
    }

    /// <summary>Reads a definition.</summary>
    public static TableModel Read(ref NoteReader note, TableId id)
    {
        var (charset, collation, comment, rowEnd) = (note.ReadText(), note.ReadText(), note.ReadText(), note.ReadText());
        var columns = new ColumnModel[note.ReadCount()];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = ColumnNote.Read(ref note);
        }

        var primary = note.ReadNumber() == 1 ? ReadKey(ref note) : null;
        return new TableModel(id, ImmutableArray.Create(columns))
        {
            Charset = charset,
            Collation = collation,
            Comment = comment,
            RowEnd = rowEnd,
            PrimaryKey = primary,
            UniqueKeys = ReadKeys(ref note),
            OtherKeys = ReadKeys(ref note),
        };
    }

    /// <summary>Writes a list of names.</summary>
    public static void WriteNames(NoteWriter note, ImmutableArray<string> names)
    {
        note.WriteNumber(names.Length);
        foreach (var name in names)
        {
            note.WriteText(name);
        }
    }

    /// <summary>Reads a list of names.</summary>
    public static ImmutableArray<string> ReadNames(ref NoteReader note)
    {
        var names = new string[note.ReadCount()];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = note.ReadName();
        }

        return ImmutableArray.Create(names);
    }

    private static void Write(NoteWriter note, KeyModel key)
    {
        note.WriteText(key.Name);
        note.WriteNumber((key.IsHash ? Hash : 0) + (key.IsImplied ? Implied : 0));
        WriteNames(note, key.Columns);
        note.WriteNumber(key.Prefixes.Length);
        foreach (var prefix in key.Prefixes)
        {
            note.WriteNumber(prefix);
        }
    }

    private static KeyModel ReadKey(ref NoteReader note)
    {
        var name = note.ReadName();
        var traits = note.ReadNumber();
        var columns = ReadNames(ref note);
        var prefixes = new int[note.ReadCount()];
        for (var i = 0; i < prefixes.Length; i++)
        {
            prefixes[i] = (int)note.ReadNumber();
        }

        return new KeyModel(name, columns) { IsHash = (traits & Hash) != 0, IsImplied = (traits & Implied) != 0, Prefixes = ImmutableArray.Create(prefixes) };
    }

    private static ImmutableArray<KeyModel> ReadKeys(ref NoteReader note)
    {
        var keys = new KeyModel[note.ReadCount()];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ReadKey(ref note);
        }

        return ImmutableArray.Create(keys);
    }
}

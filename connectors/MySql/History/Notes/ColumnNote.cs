using System.Globalization;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Notes;

/// <summary>A column inside a note.</summary>
/// <remarks>
/// <code>
/// name | type, by its name | flags | length + 1 | scale + 1 | fraction digits | charset, collation, comment, declared type
/// | default u8 letter, text | members n, text* (flag) | SRID (flag)
/// </code>
/// Types and kinds are written by name or letter, so that the order of their enums may change.
/// </remarks>
internal static class ColumnNote
{
    private const string DefaultLetters = "-nlhte";

    [Flags]
    private enum Traits
    {
        Nullable = 1,
        Unsigned = 2,
        Zerofill = 4,
        AutoIncrement = 8,
        Generated = 16,
        Invisible = 32,
        Compressed = 64,
        Json = 128,
        Members = 256,
        Srid = 512,
        Hidden = 1024,
    }

    /// <summary>Writes a column.</summary>
    public static void Write(NoteWriter note, ColumnModel column)
    {
        note.WriteText(column.Name);
        note.WriteText(column.Type.ToString());
        note.WriteNumber((long)TraitsOf(column));
        note.WriteNumber(column.Length + 1L);
        note.WriteNumber(column.Scale + 1L);
        note.WriteNumber(column.FractionDigits);
        note.WriteText(column.Charset);
        note.WriteText(column.Collation);
        note.WriteText(column.Comment);
        note.WriteText(column.DeclaredType);
        note.WriteByte((byte)DefaultLetters[(int)column.Default.Kind]);
        note.WriteText(column.Default.Text);
        if (!column.Members.IsEmpty)
        {
            TableNote.WriteNames(note, column.Members);
        }

        if (column.Srid is { } srid)
        {
            note.WriteNumber(srid);
        }
    }

    /// <summary>Reads a column.</summary>
    public static ColumnModel Read(ref NoteReader note)
    {
        var name = note.ReadName();
        var typeName = note.ReadName();
        if (!Enum.TryParse<SqlType>(typeName, out var type))
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"it has the type '{typeName}'"));
        }

        var traits = (Traits)note.ReadNumber();
        var column = new ColumnModel(name, type)
        {
            IsNullable = traits.HasFlag(Traits.Nullable),
            IsUnsigned = traits.HasFlag(Traits.Unsigned),
            IsZerofill = traits.HasFlag(Traits.Zerofill),
            IsAutoIncrement = traits.HasFlag(Traits.AutoIncrement),
            IsGenerated = traits.HasFlag(Traits.Generated),
            IsInvisible = traits.HasFlag(Traits.Invisible),
            IsHidden = traits.HasFlag(Traits.Hidden),
            IsCompressed = traits.HasFlag(Traits.Compressed),
            IsJson = traits.HasFlag(Traits.Json),
            Length = (int)note.ReadNumber() - 1,
            Scale = (int)note.ReadNumber() - 1,
            FractionDigits = (int)note.ReadNumber(),
            Charset = note.ReadText(),
            Collation = note.ReadText(),
            Comment = note.ReadText(),
            DeclaredType = note.ReadText(),
            Default = ReadDefault(ref note),
        };
        column = traits.HasFlag(Traits.Members) ? column with { Members = TableNote.ReadNames(ref note) } : column;
        return traits.HasFlag(Traits.Srid) ? column with { Srid = (uint)note.ReadNumber() } : column;
    }

    private static ColumnDefault ReadDefault(ref NoteReader note)
    {
        var kind = DefaultLetters.IndexOf((char)note.ReadByte(), StringComparison.Ordinal);
        return kind >= 0 ? new ColumnDefault((DefaultKind)kind, note.ReadText()) : throw new InvalidDataException("it has an unknown kind of default");
    }

    private static Traits TraitsOf(ColumnModel column) =>
        (column.IsNullable ? Traits.Nullable : 0)
        | (column.IsUnsigned ? Traits.Unsigned : 0)
        | (column.IsZerofill ? Traits.Zerofill : 0)
        | (column.IsAutoIncrement ? Traits.AutoIncrement : 0)
        | (column.IsGenerated ? Traits.Generated : 0)
        | (column.IsInvisible ? Traits.Invisible : 0)
        | (column.IsHidden ? Traits.Hidden : 0)
        | (column.IsCompressed ? Traits.Compressed : 0)
        | (column.IsJson ? Traits.Json : 0)
        | (column.Members.IsEmpty ? 0 : Traits.Members)
        | (column.Srid is null ? 0 : Traits.Srid);
}

using System.Collections.Immutable;
using System.Text;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

// Columns: what goes and changes keeps its place, then what comes or moves is put in, in the order of the statement.
internal sealed partial class TableState
{
    private void AlterColumns(ImmutableArray<AlterAction> actions)
    {
        var old = _columns.Select(column => column.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var action in actions)
        {
            switch (action)
            {
                case DropColumnAction drop:
                    Drop(drop.Name, isReplaced: actions.Any(other => other is AddColumnAction { Column.Name: var added } && Same(added, drop.Name)));
                    break;
                case SetVisibilityAction change:
                    Update(change.Name, column => column with { IsInvisible = change.IsInvisible });
                    break;
            }
        }

        ChangeInPlace(actions);
        foreach (var action in actions)
        {
            switch (action)
            {
                case ChangeColumnAction { Column.Place: { } place } move:
                    Move(move.Column.Name, place);
                    break;
                case AddColumnAction add when !add.Column.IfNotExists || IndexOf(add.Column.Name) < 0:
                    // Keys go by names: whether they keep the old column of this name or get the new one depends on where it stands.
                    IsDoubtful |= old.Contains(add.Column.Name);
                    Insert(Resolve(add.Column), add.Column.Place);
                    break;
            }
        }
    }

    // Names change all at once, so that two columns can swap theirs. A default that is set comes last, whatever else becomes of the column.
    private void ChangeInPlace(ImmutableArray<AlterAction> actions)
    {
        var before = _columns.ToArray();
        foreach (var action in actions)
        {
            switch (action)
            {
                case RenameColumnAction rename when Find(before, rename.Name) is >= 0 and var at:
                    Place(at, _columns[at] with { Name = rename.NewName });
                    break;
                case ChangeColumnAction change when Find(before, change.Name) is >= 0 and var at:
                    Place(at, Resolve(change.Column));
                    IsDoubtful |= LosesNumbers(before[at], _columns[at]);
                    break;
                case RenameColumnAction or ChangeColumnAction:
                    IsDoubtful = true;
                    break;
            }
        }

        foreach (var change in actions.OfType<SetDefaultAction>())
        {
            var at = Find(before, change.Name);
            IsDoubtful |= at < 0;
            if (at >= 0)
            {
                _columns[at] = _columns[at] with { Default = _policy.Default(change.Default, _columns[at]) };
            }
        }

        RenameInKeys(before);
    }

    // MySQL takes the size of a member's number for the part of the text that a key holds. Rows say that a primary key still holds all of it.
    private bool LosesNumbers(ColumnModel before, ColumnModel after) => !_context.Server.IsMariaDb
        && before.Type is SqlType.Enum or SqlType.Set && after.Type is not (SqlType.Enum or SqlType.Set)
        && _unique.Concat(_other).Any(key => key.Columns.Contains(before.Name));

    private static int Find(ColumnModel[] columns, string name) =>
        Array.FindIndex(columns, column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private void Place(int at, ColumnModel column)
    {
        if (_columns[at].Name == _rowEnd)
        {
            _rowEnd = column.Name;
        }

        _columns[at] = column;
    }

    private void Update(string name, Func<ColumnModel, ColumnModel> change)
    {
        if (IndexOf(name) is >= 0 and var at)
        {
            _columns[at] = change(_columns[at]);
        }
        else
        {
            IsDoubtful = true;
        }
    }

    // Keys go by names: a column that is replaced by another of its name stays in them.
    private void Drop(string name, bool isReplaced)
    {
        if (IndexOf(name) is >= 0 and var at)
        {
            _columns.RemoveAt(at);

            // The table stays versioned, by columns that are hidden.
            _rowEnd = Same(name, _rowEnd) ? null : _rowEnd;
            if (!isReplaced)
            {
                DropFromKeys(name);
            }
        }
    }

    private static bool Same(string a, string? b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private void Move(string name, ColumnPlace place)
    {
        if (IndexOf(name) is >= 0 and var at)
        {
            var column = _columns[at];
            _columns.RemoveAt(at);
            Insert(column, place);
        }
    }

    private void Insert(ColumnModel column, ColumnPlace? place)
    {
        var at = _columns.Count;
        if (place is { After: null })
        {
            at = 0;
        }
        else if (place is { After: { } after })
        {
            at = IndexOf(after) + 1;
            IsDoubtful |= at == 0;
        }

        _columns.Insert(at, column);
    }

    // What has a character set gets the table's; a text type grows where its characters may need more bytes than before.
    private void ConvertColumns(CharsetModel target)
    {
        for (var i = 0; i < _columns.Count; i++)
        {
            if (_columns[i] is { Charset: { } charset } column && charset != CharsetNames.Binary)
            {
                _columns[i] = Convert(column, charset, target);
            }
        }
    }

    private ColumnModel Convert(ColumnModel column, string from, CharsetModel target)
    {
        // The servers keep the bytes of members, and MariaDB those of a text's default, and read them in the new set: what is not ASCII turns into something else.
        var isText = column.Type is >= SqlType.TinyText and <= SqlType.LongText;
        var kept = isText && column.Default is { Kind: DefaultKind.Literal, Text: { Length: > 0 } text } ? column.Members.Add(text) : column.Members;
        HasDoubtfulTexts |= kept.Any(text => !Ascii.IsValid(text)) || (kept.Length > 0 && CharsetWidths.IsWide(from) != CharsetWidths.IsWide(target.Charset));

        var size = column.Type switch
        {
            SqlType.TinyText => byte.MaxValue,
            SqlType.Text => ushort.MaxValue,
            SqlType.MediumText => (1L << 24) - 1,
            SqlType.LongText => uint.MaxValue,
            _ => (long)column.Length,
        };
        var type = new TypeClause(isText ? SqlType.Text : column.Type)
        {
            Size = isText ? size / CharsetWidths.Of(from) : size,
            Charset = new CharsetClause(target.Charset, target.Collation, false),
            Members = [.. column.Members.Select(member => new SqlLiteral(SqlLiteralKind.Text, member))],
        };
        var converted = new ColumnTypePolicy(_context.Server, _context.Charsets).Resolve(column.Name, type, target);
        if (column.Default.Kind == DefaultKind.Literal && DefaultPolicy.IsBytes(converted.Type))
        {
            HasDoubtfulTexts |= !Ascii.IsValid(column.Default.Text) || CharsetWidths.IsWide(from);
            column = column with { Default = DefaultPolicy.Resolve(new SqlLiteral(SqlLiteralKind.Text, column.Default.Text), converted) };
        }

        return column with
        {
            Type = converted.Type,
            Length = converted.Length,
            Charset = converted.Charset,
            Collation = converted.Collation,
            DeclaredType = converted.Type == column.Type ? column.DeclaredType : null,
        };
    }
}

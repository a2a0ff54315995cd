using System.Collections.Immutable;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Charsets;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.History;

/// <summary>Whether the rows behind a TABLE_MAP event have the shape of a definition, and which definition they have if they do not.</summary>
/// <remarks>
/// What the event tells is the truth: the types always; with binlog_row_metadata=MINIMAL signs and character sets too; with FULL names, members, NULL and
/// the primary key as well. A definition that says otherwise is of another time.
/// </remarks>
internal static class TableMapMatch
{
    /// <summary>The definition of the rows; null where the one that is known is not theirs.</summary>
    public static TableModel? Resolve(TableModel? known, TableMapModel map)
    {
        if (known is null || WireMatch.Find(map.Columns.AsSpan(), known.Columns) is not null)
        {
            return null;
        }

        for (var i = 0; map.Metadata is { } metadata && i < known.Columns.Length; i++)
        {
            if (!Agrees(known.Columns[i], metadata, i))
            {
                return null;
            }
        }

        return map.Metadata is not { Names.IsDefault: false } full || HasKey(known, full) ? known : null;
    }

    /// <summary>The definition that FULL metadata gives, with what another definition of the table knows of columns of the same name; null where the event has no names.</summary>
    public static TableModel? OfMetadata(TableMapModel map, TableModel? other)
    {
        if (map.Metadata is not { Names.IsDefault: false } metadata)
        {
            return null;
        }

        var columns = ImmutableArray.CreateBuilder<ColumnModel>(map.Columns.Length);
        for (var i = 0; i < map.Columns.Length; i++)
        {
            var twin = other?.IndexOf(metadata.Names[i]) is >= 0 and var at ? other.Columns[at] : null;
            columns.Add(TableMapColumns.ToColumn(map.Columns[i], metadata, i, twin));
        }

        var rowEnd = other?.RowEnd is { } end && columns.Any(column => column.Name == end) ? end : null;
        return new TableModel(map.Id, columns.MoveToImmutable())
        {
            PrimaryKey = other is { PrimaryKey: null } && KeyOf(metadata, rowEnd) is { } unique && other.UniqueKeys.Any(key => IsSame(key, unique))
                ? null : KeyOf(metadata, rowEnd),
            UniqueKeys = [.. other?.UniqueKeys.Where(HasColumns) ?? []],
            OtherKeys = [.. other?.OtherKeys.Where(HasColumns) ?? []],
            Charset = other?.Charset,
            Collation = other?.Collation,
            Comment = other?.Comment,
            RowEnd = rowEnd,
        };

        bool HasColumns(KeyModel key) => key.Columns.All(name => metadata.Names.Contains(name, StringComparer.OrdinalIgnoreCase));
    }

    private static bool Agrees(ColumnModel column, TableMapMetadata metadata, int at)
    {
        var isNumber = column.Type is (>= SqlType.TinyInt and <= SqlType.BigInt) or SqlType.Decimal or SqlType.Float or SqlType.Double;
        if (isNumber && !metadata.Unsigned.IsDefault && metadata.Unsigned[at] != column.IsUnsigned)
        {
            return false;
        }

        // A collation that is not known here says nothing.
        if (column.Charset is not null && !metadata.Collations.IsDefault
            && CollationTable.CharsetOf(metadata.Collations[at]) is { } charset && charset != column.Charset)
        {
            return false;
        }

        return metadata.Names.IsDefault
            || (metadata.Names[at].Equals(column.Name, StringComparison.OrdinalIgnoreCase)
                && (metadata.Nullable.IsDefault || metadata.Nullable[at] == column.IsNullable)
                && (column.Members.IsEmpty || metadata.Members.IsDefault || TableMapColumns.MembersOf(metadata, at) is not { } members
                    || members.AsSpan().SequenceEqual(column.Members.AsSpan())));
    }

    private static bool HasKey(TableModel known, TableMapMetadata metadata)
    {
        if (KeyOf(metadata, known.RowEnd) is not { } key)
        {
            return known.PrimaryKey is null;
        }

        return known.PrimaryKey is { } primary ? IsSame(key, primary) : known.UniqueKeys.Any(unique => IsSame(key, unique));
    }

    private static bool IsSame(KeyModel a, KeyModel b) => a.Columns.SequenceEqual(b.Columns, StringComparer.OrdinalIgnoreCase);

    // A table without a primary key has its first unique key without NULL here. The server adds the end of a row's time to the keys of a versioned table.
    private static KeyModel? KeyOf(TableMapMetadata metadata, string? rowEnd)
    {
        if (metadata.PrimaryKey.IsDefaultOrEmpty)
        {
            return null;
        }

        var columns = metadata.PrimaryKey.Select(at => metadata.Names[at]).ToImmutableArray();
        return new KeyModel(Catalog.KeyPolicy.Primary, columns.Length > 1 && columns[^1] == rowEnd ? columns[..^1] : columns);
    }
}

using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>A TABLE_MAP event, read: the shape of the rows that follow, and what the server tells about their meaning. Immutable; kept as long as its bytes come again.</summary>
/// <param name="Id">The table.</param>
/// <param name="Columns">The shape of each column.</param>
internal sealed record TableMapModel(TableId Id, ImmutableArray<TableMapColumn> Columns)
{
    /// <summary>What the server says about the columns with binlog_row_metadata=FULL, or part of it; null for nothing at all.</summary>
    public TableMapMetadata? Metadata { get; init; }
}

/// <summary>The optional metadata of a TABLE_MAP event. A list that the server did not send is default; lists run over all columns.</summary>
internal sealed record TableMapMetadata
{
    /// <summary>Names, with FULL only.</summary>
    public ImmutableArray<string> Names { get; init; }

    /// <summary>Whether a numeric column is unsigned; false for others.</summary>
    public ImmutableArray<bool> Unsigned { get; init; }

    /// <summary>Collation numbers of text, ENUM and SET columns; 0 for others.</summary>
    public ImmutableArray<int> Collations { get; init; }

    /// <summary>Values of ENUM and SET columns as bytes of the column's character set; null for others.</summary>
    public ImmutableArray<ImmutableArray<byte[]>?> Members { get; init; }

    /// <summary>Whether a column may be NULL.</summary>
    public ImmutableArray<bool> Nullable { get; init; }

    /// <summary>Subtypes of geometry columns, as in the server's enum; −1 for others.</summary>
    public ImmutableArray<int> GeometryTypes { get; init; }

    /// <summary>Indexes of the primary key's columns in its order.</summary>
    public ImmutableArray<int> PrimaryKey { get; init; }

    /// <summary>Whether <c>SELECT *</c> shows a column.</summary>
    public ImmutableArray<bool> Visible { get; init; }

    /// <summary>Dimensions of vector columns; 0 for others.</summary>
    public ImmutableArray<int> Dimensions { get; init; }
}

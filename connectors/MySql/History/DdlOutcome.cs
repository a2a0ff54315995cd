using System.Collections.Immutable;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History;

/// <summary>What a text of statements did to the tables.</summary>
internal sealed record DdlOutcome
{
    /// <summary>Nothing.</summary>
    public static readonly DdlOutcome None = new();

    /// <summary>What the text is: the kind of its first statement that is more than USE.</summary>
    public DdlKind Kind { get; init; }

    /// <summary>The changes in order.</summary>
    public ImmutableArray<TableChange> Changes { get; init; } = [];

    /// <summary>Tables that lost all rows and stay.</summary>
    public ImmutableArray<TableId> Truncated { get; init; } = [];

    /// <summary>Databases that the text made, changed or dropped, or whose tables it did so to.</summary>
    public ImmutableArray<string> Databases { get; init; } = [];

    /// <summary>
    /// Tables whose definition the text does not tell, or in a way that cannot be read: they are to be read from the server, if rows of theirs come. Names that
    /// turn out to be views are none.
    /// </summary>
    public ImmutableArray<TableId> Reread { get; init; } = [];

    /// <summary>Those of them whose columns are known, and only the text of members and defaults is not.</summary>
    public ImmutableArray<TableId> RereadForTexts { get; init; } = [];

    /// <summary>Why a statement could not be read; null if all could.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether any table may have changed, as not even the name could be read.</summary>
    public bool IsUnclear => Problem is not null && Reread.IsEmpty;

    /// <summary>Whether the text had no effect on any table or database that is known here.</summary>
    public bool IsEmpty => Changes.IsEmpty && Truncated.IsEmpty && Databases.IsEmpty && Reread.IsEmpty && Problem is null;
}

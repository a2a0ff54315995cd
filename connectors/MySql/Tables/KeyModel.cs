using System.Collections.Immutable;

namespace ConnectRuntime.MySql.Tables;

/// <summary>A primary or unique key.</summary>
/// <param name="Name">Its name; <c>PRIMARY</c> for the primary key.</param>
/// <param name="Columns">Names of its columns in order; one that holds a prefix of a column names the column.</param>
internal sealed record KeyModel(string Name, ImmutableArray<string> Columns)
{
    /// <summary>How much of each column it holds, in characters or bytes, 0 for all of it; empty where it holds all of all.</summary>
    public ImmutableArray<int> Prefixes { get; init; } = [];

    /// <summary>Whether it holds a prefix of a column; the server puts such keys after others.</summary>
    public bool HasPrefix => !Prefixes.IsEmpty;

    /// <summary>Whether MariaDB keeps only a hash of its columns, as they are too long for an index; such keys are last.</summary>
    public bool IsHash { get; init; }

    /// <summary>
    /// Whether the server made it by itself for a foreign key, to drop it as soon as another key does the same. Known only from the statement that made it.
    /// </summary>
    public bool IsImplied { get; init; }
}

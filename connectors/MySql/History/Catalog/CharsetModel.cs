using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History.Ddl;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>A character set with its collation, as a database, table or column has them.</summary>
/// <param name="Charset">The set; null if it is not known.</param>
/// <param name="Collation">The collation; null if it is not known.</param>
internal readonly record struct CharsetModel(string? Charset, string? Collation)
{
    /// <summary>The set of a collation.</summary>
    public static CharsetModel OfCollation(string? collation) => collation is null
        ? default
        : new CharsetModel(CharsetNames.OfCollation(collation), CharsetNames.CanonicalCollation(collation));
}

/// <summary>What a character set becomes when a clause says something, or nothing, about it.</summary>
/// <param name="server">The server, whose versions differ in the default collation of utf8mb4.</param>
/// <param name="utf8Mb4Collation">The default collation of utf8mb4 that the session has set; null for the server's own.</param>
internal sealed class CharsetPolicy(ServerVersion server, string? utf8Mb4Collation = null)
{
    /// <summary>The outcome of a clause.</summary>
    /// <param name="clause">The clause.</param>
    /// <param name="inherited">What holds without one.</param>
    public CharsetModel Resolve(CharsetClause clause, CharsetModel inherited)
    {
        if (clause.Collation is CharsetNames.OfSet)
        {
            return (clause.Charset ?? inherited.Charset) is { } set ? new CharsetModel(set, DefaultCollation(set)) : inherited;
        }

        if (clause.Collation is { } collation)
        {
            return OfCollation(collation, clause.Charset ?? inherited.Charset);
        }

        if (clause.Charset is { } charset)
        {
            return new CharsetModel(charset, clause.IsBinary ? CharsetNames.BinaryCollation(charset) : DefaultCollation(charset));
        }

        return clause.IsBinary && inherited.Charset is { } own ? new CharsetModel(own, CharsetNames.BinaryCollation(own)) : inherited;
    }

    // MariaDB's uca1400 collations have one name for all sets, and the set's own name is put in front.
    private static CharsetModel OfCollation(string collation, string? charset) =>
        CharsetNames.OfCollation(collation) is { } own
            ? new CharsetModel(own, collation)
            : new CharsetModel(charset, charset is null ? collation : $"{charset}_{collation}");

    private string? DefaultCollation(string charset) =>
        charset == "utf8mb4" && utf8Mb4Collation is { } own ? own : CharsetNames.DefaultCollation(charset, server);
}

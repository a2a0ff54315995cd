using System.Collections.Immutable;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>The type of a column as it is written; synonyms are resolved, what the server fills in is not.</summary>
/// <param name="Type">The type, before a binary character set makes bytes of text.</param>
internal sealed record TypeClause(SqlType Type)
{
    /// <summary>The first number in parentheses; −1 for none.</summary>
    public long Size { get; init; } = -1;

    /// <summary>The second number; −1 for none.</summary>
    public int Scale { get; init; } = -1;

    /// <summary>Whether it is UNSIGNED, or ZEROFILL, which implies it.</summary>
    public bool IsUnsigned { get; init; }

    /// <summary>Whether it is ZEROFILL.</summary>
    public bool IsZerofill { get; init; }

    /// <summary>Whether it is SERIAL: NOT NULL, AUTO_INCREMENT and UNIQUE as well.</summary>
    public bool IsSerial { get; init; }

    /// <summary>Whether it says JSON.</summary>
    public bool IsJson { get; init; }

    /// <summary>Whether MariaDB compresses it.</summary>
    public bool IsCompressed { get; init; }

    /// <summary>Values of ENUM and SET.</summary>
    public ImmutableArray<SqlLiteral> Members { get; init; } = [];

    /// <summary>Its character set.</summary>
    public CharsetClause Charset { get; init; }

    /// <summary>Its words in upper case, without numbers.</summary>
    public string Declared { get; init; } = "";
}

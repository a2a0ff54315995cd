namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Kinds of tokens of a statement.</summary>
internal enum SqlTokenKind : byte
{
    /// <summary>The end of the text; it comes again and again.</summary>
    End,

    /// <summary>A word without quotes: a keyword or a name, which only its place decides.</summary>
    Word,

    /// <summary>A name in backticks, or in double quotes under ANSI_QUOTES.</summary>
    QuotedName,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A string of the national character set, <c>N'…'</c>.</summary>
    NationalText,

    /// <summary><c>x'…'</c> or <c>0x…</c>.</summary>
    Hex,

    /// <summary><c>b'…'</c> or <c>0b…</c>.</summary>
    Bits,

    /// <summary>A number without a sign.</summary>
    Number,

    /// <summary>One character that is none of the others.</summary>
    Symbol,
}

using System.Globalization;
using System.Text;
using ConnectRuntime.MySql.Client.Charsets;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>Reads literals: strings that may be in several pieces and have an introducer, numbers with a sign, bytes, NULL, TRUE and FALSE.</summary>
internal static class LiteralParser
{
    /// <summary>Takes a literal if one comes next.</summary>
    public static SqlLiteral? Accept(SqlCursor cursor)
    {
        if (cursor.Accept("NULL"))
        {
            return SqlLiteral.Null;
        }

        if (cursor.Accept("TRUE"))
        {
            return new SqlLiteral(SqlLiteralKind.Number, "1");
        }

        if (cursor.Accept("FALSE"))
        {
            return new SqlLiteral(SqlLiteralKind.Number, "0");
        }

        return AcceptNumber(cursor) ?? AcceptTemporal(cursor) ?? AcceptText(cursor);
    }

    /// <summary>Takes a string, with or without an introducer, or bytes, if they come next.</summary>
    public static SqlLiteral? AcceptText(SqlCursor cursor)
    {
        string? introducer = null;
        if (cursor.Current is { Kind: SqlTokenKind.Word } word && cursor.Written(word) is ['_', .. var name] && IsLiteral(cursor.Peek(1).Kind)
            && MySqlCharset.OfName(name.ToString()) is { } charset)
        {
            introducer = charset.Name;
            cursor.Take();
        }

        switch (cursor.Current.Kind)
        {
            case SqlTokenKind.Text or SqlTokenKind.NationalText:
                return new SqlLiteral(SqlLiteralKind.Text, TakePieces(cursor)) { Introducer = introducer };
            case SqlTokenKind.Hex or SqlTokenKind.Bits when SqlLiterals.Bytes(cursor.Written(cursor.Current)) is { } bytes:
                cursor.Take();
                return new SqlLiteral(SqlLiteralKind.Bytes) { Bytes = bytes, Introducer = introducer };
            default:
                return null;
        }
    }

    /// <summary>Takes a string and returns its content, or fails.</summary>
    public static string ExpectText(SqlCursor cursor)
    {
        if (AcceptText(cursor) is { Text: { } text })
        {
            return text;
        }

        cursor.Fail("a string");
        return "";
    }

    /// <summary>Takes a whole number that is not negative, or fails.</summary>
    public static long ExpectInteger(SqlCursor cursor)
    {
        if (cursor.Current.Kind == SqlTokenKind.Number
            && long.TryParse(cursor.Written(cursor.Current), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            cursor.Take();
            return number;
        }

        cursor.Fail("a whole number");
        return 0;
    }

    private static bool IsLiteral(SqlTokenKind kind) => kind is SqlTokenKind.Text or SqlTokenKind.Hex or SqlTokenKind.Bits;

    private static SqlLiteral? AcceptNumber(SqlCursor cursor)
    {
        var signed = cursor.IsSymbol('-') || cursor.IsSymbol('+');
        if (cursor.Peek(signed ? 1 : 0).Kind != SqlTokenKind.Number)
        {
            return null;
        }

        var sign = signed && cursor.Written(cursor.Take()) is "-" ? "-" : "";
        return new SqlLiteral(SqlLiteralKind.Number, $"{sign}{cursor.Written(cursor.Take())}");
    }

    // DATE '2024-01-02' and its like; what is in the quotes is what matters.
    private static SqlLiteral? AcceptTemporal(SqlCursor cursor)
    {
        if (!cursor.IsAnyWord("DATE", "TIME", "TIMESTAMP") || cursor.Peek(1).Kind != SqlTokenKind.Text)
        {
            return null;
        }

        cursor.Take();
        return AcceptText(cursor);
    }

    // Strings that follow each other are one.
    private static string TakePieces(SqlCursor cursor)
    {
        var text = TakePiece(cursor);
        if (cursor.Current.Kind != SqlTokenKind.Text)
        {
            return text;
        }

        var all = new StringBuilder(text);
        while (cursor.Current.Kind == SqlTokenKind.Text)
        {
            all.Append(TakePiece(cursor));
        }

        return all.ToString();
    }

    private static string TakePiece(SqlCursor cursor)
    {
        var token = cursor.Take();
        var written = cursor.Written(token);
        return SqlLiterals.Unquote(token.Kind == SqlTokenKind.NationalText ? written[1..] : written, cursor.HasEscapes);
    }
}

using System.Globalization;

namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>The lexer of MySQL and MariaDB: a statement's text as tokens, one after the other.</summary>
/// <remarks>
/// One owner. Never fails: what is not closed reaches to the end of the text. Comments are passed over; the content of executable comments that
/// this server runs is code, and their ends are passed over too. Page: "Comments" and "Schema Object Names" in MySQL's and MariaDB's manuals.
/// </remarks>
internal sealed class SqlTokenizer(string sql, SqlDialect dialect)
{
    private int _at;
    private int _openComments;

    /// <summary>The statement's text.</summary>
    public string Sql => sql;

    /// <summary>How the text is read.</summary>
    public SqlDialect Dialect => dialect;

    /// <summary>Takes the next token.</summary>
    public SqlToken Next()
    {
        SkipBlanks();
        var start = _at;
        if (start >= sql.Length)
        {
            return new SqlToken(SqlTokenKind.End, sql.Length, sql.Length);
        }

        var kind = Scan(sql[start]);
        return new SqlToken(kind, start, _at);
    }

    /// <summary>Whether a character can be part of a word.</summary>
    public static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c >= '\u0080';

    private char At(int index) => index < sql.Length ? sql[index] : '\0';

    private SqlTokenKind Scan(char c)
    {
        switch (c)
        {
            case '`':
                ScanQuoted('`', escapes: false);
                return SqlTokenKind.QuotedName;
            case '"' when dialect.AnsiQuotes:
                ScanQuoted('"', escapes: false);
                return SqlTokenKind.QuotedName;
            case '"' or '\'':
                ScanQuoted(c, escapes: !dialect.NoBackslashEscapes);
                return SqlTokenKind.Text;
            case 'x' or 'X' when At(_at + 1) == '\'':
                return ScanPrefixed(SqlTokenKind.Hex, escapes: false);
            case 'b' or 'B' when At(_at + 1) == '\'':
                return ScanPrefixed(SqlTokenKind.Bits, escapes: false);
            case 'n' or 'N' when At(_at + 1) == '\'':
                return ScanPrefixed(SqlTokenKind.NationalText, escapes: !dialect.NoBackslashEscapes);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(At(_at + 1)) && !FollowsName()))
        {
            return ScanNumber();
        }

        if (IsWordPart(c))
        {
            SkipWord();
            return SqlTokenKind.Word;
        }

        _at++;
        return SqlTokenKind.Symbol;
    }

    // "a.1b" is a name, ".5" a number.
    private bool FollowsName() => _at > 0 && (IsWordPart(sql[_at - 1]) || sql[_at - 1] is '`' or '"');

    private SqlTokenKind ScanPrefixed(SqlTokenKind kind, bool escapes)
    {
        _at++;
        ScanQuoted('\'', escapes);
        return kind;
    }

    private void ScanQuoted(char quote, bool escapes)
    {
        for (_at++; _at < sql.Length; _at++)
        {
            var c = sql[_at];
            if (c == '\\' && escapes)
            {
                _at++;
            }
            else if (c == quote)
            {
                if (At(_at + 1) != quote)
                {
                    _at++;
                    return;
                }

                _at++;
            }
        }

        _at = sql.Length;
    }

    // A word may begin with digits; "1e5", "0x1F" and "0b1" may not be taken for one, "1e", "0xG" and "1a" may.
    private SqlTokenKind ScanNumber()
    {
        var start = _at;
        SkipWhile(char.IsAsciiDigit);
        if (_at == start + 1 && sql[start] == '0' && At(_at) is 'x' or 'b')
        {
            return ScanPrefixedDigits(start);
        }

        if (At(_at) == '.')
        {
            _at++;
            SkipWhile(char.IsAsciiDigit);
            SkipExponent();
            return SqlTokenKind.Number;
        }

        if (!SkipExponent() && IsWordPart(At(_at)))
        {
            SkipWord();
            return SqlTokenKind.Word;
        }

        return SqlTokenKind.Number;
    }

    private SqlTokenKind ScanPrefixedDigits(int start)
    {
        var isHex = sql[_at++] == 'x';
        SkipWhile(isHex ? char.IsAsciiHexDigit : static c => c is '0' or '1');
        if (_at > start + 2 && !IsWordPart(At(_at)))
        {
            return isHex ? SqlTokenKind.Hex : SqlTokenKind.Bits;
        }

        SkipWord();
        return SqlTokenKind.Word;
    }

    private bool SkipExponent()
    {
        if (At(_at) is not ('e' or 'E'))
        {
            return false;
        }

        var digits = _at + (At(_at + 1) is '+' or '-' ? 2 : 1);
        if (!char.IsAsciiDigit(At(digits)))
        {
            return false;
        }

        _at = digits;
        SkipWhile(char.IsAsciiDigit);
        return true;
    }

    private void SkipWord() => SkipWhile(IsWordPart);

    private void SkipWhile(Func<char, bool> test)
    {
        while (_at < sql.Length && test(sql[_at]))
        {
            _at++;
        }
    }

    private void SkipBlanks()
    {
        while (_at < sql.Length)
        {
            var c = sql[_at];
            if (char.IsAsciiLetterOrDigit(c))
            {
                return;
            }

            if (c <= ' ')
            {
                _at++;
            }
            else if (c == '#' || (c == '-' && At(_at + 1) == '-' && At(_at + 2) <= ' '))
            {
                SkipTo("\n", _at);
            }
            else if (c == '/' && At(_at + 1) == '*')
            {
                SkipComment();
            }
            else if (c == '*' && At(_at + 1) == '/' && _openComments > 0)
            {
                _openComments--;
                _at += 2;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipComment()
    {
        var head = _at + 2;
        var isMariaDbOnly = At(head) == 'M' && At(head + 1) == '!';
        if (!isMariaDbOnly && At(head) != '!')
        {
            SkipTo("*/", head);
            return;
        }

        head += isMariaDbOnly ? 2 : 1;
        var digits = head;
        while (digits < head + 6 && char.IsAsciiDigit(At(digits)))
        {
            digits++;
        }

        // Five digits, or six: fewer are none, and belong to the code.
        digits = digits - head >= 5 ? digits : head;
        var version = digits == head ? 0 : int.Parse(sql.AsSpan(head, digits - head), CultureInfo.InvariantCulture);
        if (dialect.Executes(isMariaDbOnly, version))
        {
            _openComments++;
            _at = digits;
        }
        else
        {
            SkipForeignCode(digits);
        }
    }

    // Code for others may hold comments of its own.
    private void SkipForeignCode(int from)
    {
        var end = sql.IndexOf("*/", from, StringComparison.Ordinal);
        for (var inner = sql.IndexOf("/*", from, StringComparison.Ordinal); inner >= 0 && end >= 0 && inner < end;)
        {
            inner = sql.IndexOf("/*", end + 2, StringComparison.Ordinal);
            end = sql.IndexOf("*/", end + 2, StringComparison.Ordinal);
        }

        _at = end < 0 ? sql.Length : end + 2;
    }

    private void SkipTo(string end, int from)
    {
        var at = from > sql.Length ? -1 : sql.IndexOf(end, from, StringComparison.Ordinal);
        _at = at < 0 ? sql.Length : at + end.Length;
    }
}

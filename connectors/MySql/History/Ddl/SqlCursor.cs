namespace ConnectRuntime.MySql.History.Ddl;

/// <summary>A place among the tokens of a text, from which statements are read.</summary>
/// <remarks>
/// One owner. After <see cref="Fail"/> every token is the end, so that whatever loop is under way ends; the first problem is kept. A token is looked
/// at as often as needed, and gone once it was taken.
/// </remarks>
internal sealed class SqlCursor(SqlTokenizer tokenizer)
{
    private readonly Queue<SqlToken> _ahead = new();
    private int _end;

    /// <summary>What kept the statement from being read; null for nothing.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether strings know backslash escapes.</summary>
    public bool HasEscapes => !tokenizer.Dialect.NoBackslashEscapes;

    /// <summary>How the text is read.</summary>
    public SqlDialect Dialect => tokenizer.Dialect;

    /// <summary>The token that comes next.</summary>
    public SqlToken Current => Peek(0);

    /// <summary>Whether the statement ends here.</summary>
    public bool IsAtEnd => Current.Kind == SqlTokenKind.End || IsSymbol(';');

    /// <summary>The token that comes after so many others.</summary>
    public SqlToken Peek(int count)
    {
        if (Problem is not null)
        {
            return default;
        }

        while (_ahead.Count <= count)
        {
            _ahead.Enqueue(tokenizer.Next());
        }

        return count == 0 ? _ahead.Peek() : _ahead.ElementAt(count);
    }

    /// <summary>Takes the next token.</summary>
    public SqlToken Take()
    {
        var token = Current;
        if (Problem is null && token.Kind != SqlTokenKind.End)
        {
            _ahead.Dequeue();
            _end = token.End;
        }

        return token;
    }

    /// <summary>The text of a token as it is written.</summary>
    public ReadOnlySpan<char> Written(SqlToken token) => tokenizer.Sql.AsSpan(token.Start, token.End - token.Start);

    /// <summary>The text from a token that was taken up to the last one that was.</summary>
    public string WrittenFrom(SqlToken start) => start.Start < _end ? tokenizer.Sql[start.Start.._end] : "";

    /// <summary>Whether the next token is this word, whatever its case.</summary>
    public bool IsWord(string word, int ahead = 0) =>
        Peek(ahead) is { Kind: SqlTokenKind.Word } token && Written(token).Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the next token is one of these words.</summary>
    public bool IsAnyWord(params ReadOnlySpan<string> words) => IsAnyWordAt(0, words);

    /// <summary>Whether the token after so many others is one of these words.</summary>
    public bool IsAnyWordAt(int ahead, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (IsWord(word, ahead))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the next token is this character.</summary>
    public bool IsSymbol(char symbol, int ahead = 0) =>
        Peek(ahead) is { Kind: SqlTokenKind.Symbol } token && tokenizer.Sql[token.Start] == symbol;

    /// <summary>Takes these words if all of them come next.</summary>
    public bool AcceptWords(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (!IsWord(words[i], i))
            {
                return false;
            }
        }

        for (var i = 0; i < words.Length; i++)
        {
            Take();
        }

        return true;
    }

    /// <summary>Takes one of these words if it comes next.</summary>
    public bool AcceptAny(params ReadOnlySpan<string> words)
    {
        if (!IsAnyWord(words))
        {
            return false;
        }

        Take();
        return true;
    }

    /// <summary>Takes this word if it comes next.</summary>
    public bool Accept(string word)
    {
        if (!IsWord(word))
        {
            return false;
        }

        Take();
        return true;
    }

    /// <summary>Takes this character if it comes next.</summary>
    public bool Accept(char symbol)
    {
        if (!IsSymbol(symbol))
        {
            return false;
        }

        Take();
        return true;
    }

    /// <summary>Takes this character, or fails.</summary>
    public void Expect(char symbol)
    {
        if (!Accept(symbol))
        {
            Fail($"'{symbol}'");
        }
    }

    /// <summary>Takes this word, or fails.</summary>
    public void Expect(string word)
    {
        if (!Accept(word))
        {
            Fail(word);
        }
    }

    /// <summary>Whether the next token can be a name; any word can, where a name belongs.</summary>
    public bool IsName => Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName;

    /// <summary>Takes a name, or fails.</summary>
    public string ExpectName()
    {
        var token = Current;
        if (!IsName)
        {
            Fail("a name");
            return "";
        }

        Take();
        return token.Kind == SqlTokenKind.Word ? Written(token).ToString() : SqlLiterals.Unquote(Written(token), escapes: false);
    }

    /// <summary>Takes the name after a point, which may be all digits, or fails.</summary>
    public string ExpectMember() => Current.Kind == SqlTokenKind.Number ? Written(Take()).ToString() : ExpectName();

    /// <summary>Passes over tokens up to the end of the current list item: a comma, a closing parenthesis or the end of the statement.</summary>
    public void SkipItem()
    {
        while (!IsAtEnd && !IsSymbol(',') && !IsSymbol(')'))
        {
            SkipOne();
        }
    }

    /// <summary>Passes over the rest of the statement.</summary>
    public void SkipStatement()
    {
        while (!IsAtEnd)
        {
            Take();
        }
    }

    /// <summary>Passes over one token, or over all that is between two parentheses.</summary>
    public void SkipOne()
    {
        var depth = 0;
        do
        {
            depth += IsSymbol('(') ? 1 : IsSymbol(')') ? -1 : 0;
            if (Take().Kind == SqlTokenKind.End)
            {
                Fail("')'");
                return;
            }
        }
        while (depth > 0);
    }

    /// <summary>Notes that something else would have to come next.</summary>
    public void Fail(string required)
    {
        if (Problem is not null)
        {
            return;
        }

        var token = Current;
        var found = token.Kind == SqlTokenKind.End ? "the end" : $"'{Cut(Written(token))}'";
        Problem = $"{found} was found at character {token.Start + 1}, {required} is required";
        _ahead.Clear();
    }

    private static string Cut(ReadOnlySpan<char> text) => text.Length > 40 ? $"{text[..40]}…" : text.ToString();
}

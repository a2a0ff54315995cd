namespace ConnectRuntime.Jdbc.Dialects;

/// <summary>What differs between database products: how to connect, and how rows must look.</summary>
internal interface ISqlDialect
{
    /// <summary>The product's name, for messages.</summary>
    string Product { get; }

    /// <summary>The database that is connected to.</summary>
    string Database { get; }

    /// <summary>Opens a session.</summary>
    /// <exception cref="SqlFailure">It could not be opened.</exception>
    ValueTask<ISqlSession> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>What is wrong with a name as an identifier, or null.</summary>
    string? Refuse(string identifier);

    /// <summary>Compiles an encoder for rows of these columns, or says in <paramref name="problems"/> which values have no way into their columns.</summary>
    IRowEncoder? Compile(IReadOnlyList<ColumnBinding> columns, int keyCount, bool nullDefault, ICollection<string> problems);
}

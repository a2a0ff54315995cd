using ConnectRuntime.Errors;

namespace ConnectRuntime.MySql.Client.Errors;

/// <summary>An error that the server reported: its number, its SQLSTATE and its words. It is the inner exception of a <see cref="ConnectException"/>.</summary>
public sealed class MySqlServerException : Exception
{
    /// <summary>Makes it from what an ERR packet holds.</summary>
    public MySqlServerException(int number, string sqlState, string message)
        : base(message)
    {
        Number = number;
        SqlState = sqlState;
        Failure = ServerErrorPolicy.Classify(number, sqlState);
        DumpFailure = DumpErrorPolicy.Classify(number, message);
    }

    /// <summary>The server's error number, such as 1045.</summary>
    public int Number { get; }

    /// <summary>Five characters, such as <c>28000</c>; <c>HY000</c> where the server sends none.</summary>
    public string SqlState { get; }

    /// <summary>What kind of failure it is.</summary>
    public ServerFailure Failure { get; }

    /// <summary>Why a binlog dump ended, or <see cref="DumpFailure.None"/> for any other error.</summary>
    public DumpFailure DumpFailure { get; }

    /// <summary>Whether the same may succeed later without anybody changing anything.</summary>
    public bool IsTransient => ServerErrorPolicy.IsTransient(Failure);

    /// <summary>The server's error behind an exception, or null when the server reported none.</summary>
    public static MySqlServerException? Of(Exception? exception)
    {
        while (exception is not null and not MySqlServerException)
        {
            exception = exception.InnerException;
        }

        return (MySqlServerException?)exception;
    }
}

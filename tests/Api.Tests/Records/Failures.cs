using ConnectRuntime.Errors;

namespace ConnectRuntime.Api.Tests.Records;

/// <summary>Makes and expects failures.</summary>
internal static class Failures
{
    public static ConnectException Data(string text) => new(ErrorKind.Data, string.Concat("TST", "001"), text);

    public static ConnectException Expect(ErrorKind kind, string code, Action action)
    {
        var failure = Assert.Throws<ConnectException>(action);
        Assert.Equal(kind, failure.Kind);
        Assert.Equal(code, failure.Code);
        Assert.StartsWith(code + ": Cannot ", failure.Message, StringComparison.Ordinal);
        return failure;
    }
}

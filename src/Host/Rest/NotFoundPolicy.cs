using ConnectRuntime.Runtime.Management;

namespace ConnectRuntime.Host.Rest;

/// <summary>Gives a NotFound the words that the rival's endpoint has; clients match on them.</summary>
internal static class NotFoundPolicy
{
    /// <summary>The result of a call.</summary>
    public static T Or<T>(string text, Func<T> call)
    {
        try
        {
            return call();
        }
        catch (ManagementException exception) when (exception.Kind == ManagementErrorKind.NotFound)
        {
            throw RestException.NotFound(text);
        }
    }

    /// <summary>The end of a call.</summary>
    public static async Task OrAsync(string text, Func<ValueTask> call)
    {
        try
        {
            await call();
        }
        catch (ManagementException exception) when (exception.Kind == ManagementErrorKind.NotFound)
        {
            throw RestException.NotFound(text);
        }
    }

    /// <summary>The result of a call.</summary>
    public static async Task<T> OrAsync<T>(string text, Func<ValueTask<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ManagementException exception) when (exception.Kind == ManagementErrorKind.NotFound)
        {
            throw RestException.NotFound(text);
        }
    }
}

using System.Diagnostics;

namespace ConnectRuntime.EndToEnd.Tests.Rig;

/// <summary>Waits for what must come true; the limit is never reached when all is well.</summary>
internal static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="what">What is waited for.</param>
    /// <param name="condition">Looked at many times a second.</param>
    /// <param name="otherwise">What is told when it never holds, such as a log.</param>
    public static Task TrueAsync(string what, Func<bool> condition, Func<string>? otherwise = null) =>
        TrueAsync(what, () => Task.FromResult(condition()), otherwise);

    /// <summary>Waits until a condition holds.</summary>
    public static async Task TrueAsync(string what, Func<Task<bool>> condition, Func<string>? otherwise = null)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            if (watch.Elapsed > Limit)
            {
                Assert.Fail($"Not in {Limit.TotalSeconds} s: {what}. {otherwise?.Invoke()}");
            }

            await Task.Delay(25);
        }
    }

    /// <summary>Waits until something has a value, and tells the last one it had when it never does.</summary>
    public static async Task EqualAsync(string what, string expected, Func<Task<string>> actual, Func<string>? otherwise = null)
    {
        var last = string.Empty;
        await TrueAsync($"{what} is {expected}", async () => (last = await actual()) == expected, () => $"It is {last}. {otherwise?.Invoke()}");
    }
}

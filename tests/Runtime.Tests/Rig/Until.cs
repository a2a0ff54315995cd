using System.Runtime.CompilerServices;

namespace ConnectRuntime.Runtime.Tests.Rig;

/// <summary>Waits for what must come true, with a deadline that is never reached when all is well.</summary>
internal static class Until
{
    public static Task True(Func<bool> condition, Func<string>? otherwise = null, [CallerArgumentExpression(nameof(condition))] string what = "") =>
        True(() => Task.FromResult(condition()), otherwise, what);

    public static async Task True(Func<Task<bool>> condition, Func<string>? otherwise = null, [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (!await condition())
        {
            if (DateTime.UtcNow > deadline)
            {
                Assert.Fail($"Did not come true in 30 s: {what}. {otherwise?.Invoke()}");
            }

            await Task.Delay(10);
        }
    }
}

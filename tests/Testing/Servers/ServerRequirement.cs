using Xunit;

namespace ConnectRuntime.Testing.Servers;

/// <summary>What a test needs from the machine. Without it the test is skipped with the reason, or fails where it could have been there.</summary>
public static class ServerRequirement
{
    /// <summary>The variable that <c>test.sh</c> sets to 1 once it has installed everything that can be installed.</summary>
    public const string NoSkipVariable = "CONNECTRUNTIME_NO_SKIP";

    /// <summary>Something that <c>test.sh</c> installs: skipped without it, but failed under <c>test.sh</c>.</summary>
    /// <param name="whyMissing">What is missing and how to get it; null when it is there.</param>
    public static void Installed(string? whyMissing) =>
        Installed(whyMissing, Environment.GetEnvironmentVariable(NoSkipVariable) == "1");

    /// <summary>The same where the caller knows whether everything was installed.</summary>
    public static void Installed(string? whyMissing, bool everythingWasInstalled)
    {
        if (whyMissing is not null && everythingWasInstalled)
        {
            Assert.Fail(whyMissing);
        }

        if (whyMissing is not null)
        {
            Assert.Skip(whyMissing);
        }
    }

    /// <summary>A distribution whose folder a variable such as <c>KAFKA_HOME</c> names: skipped when it is not set, failed when it is wrong.</summary>
    /// <param name="variable">Name of the variable.</param>
    /// <param name="program">A file that every such distribution has, below its folder.</param>
    /// <returns>The folder.</returns>
    public static string Home(string variable, string program)
    {
        var home = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(home))
        {
            Assert.Skip($"{variable} is not set. Set it to the folder of a distribution that has {program}.");
        }

        if (!File.Exists(Path.Combine(home, program)))
        {
            Assert.Fail($"{variable} is {home}, which has no {program}. Set it to the folder of a distribution, or unset it.");
        }

        return home;
    }
}

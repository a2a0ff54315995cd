using ConnectRuntime.Testing.Servers;
using Xunit.Sdk;

namespace ConnectRuntime.Repo.Tests.Servers;

/// <summary>A missing server skips a test with its reason, and fails it where the server could have been there.</summary>
public class ServerRequirementTests
{
    private const string Variable = "CONNECTRUNTIME_REQUIREMENT_TEST_HOME";

    [Fact]
    public void A_server_that_is_there_is_no_obstacle() => ServerRequirement.Installed(null, everythingWasInstalled: true);

    [Fact]
    public void A_missing_server_skips_or_fails()
    {
        var skipped = Assert.IsType<SkipException>(Caught(() => ServerRequirement.Installed("Install it.", everythingWasInstalled: false)));
        var failed = Assert.Throws<FailException>(() => ServerRequirement.Installed("Install it.", everythingWasInstalled: true));

        Assert.EndsWith("Install it.", skipped.Message, StringComparison.Ordinal);
        Assert.Equal("Install it.", failed.Message);
    }

    [Fact]
    public void A_distribution_is_skipped_without_its_variable_and_failed_with_a_wrong_one()
    {
        using var folder = new TempFolder();
        Assert.IsType<SkipException>(Caught(() => ServerRequirement.Home(Variable, "bin/start.sh")));

        Environment.SetEnvironmentVariable(Variable, folder.Path);
        var wrong = Assert.Throws<FailException>(() => ServerRequirement.Home(Variable, "bin/start.sh"));
        Assert.Contains("bin/start.sh", wrong.Message, StringComparison.Ordinal);

        Directory.CreateDirectory(folder.Combine("bin"));
        File.WriteAllText(folder.Combine("bin", "start.sh"), "");
        Assert.Equal(folder.Path, ServerRequirement.Home(Variable, "bin/start.sh"));
        Environment.SetEnvironmentVariable(Variable, null);
    }

    // Assert.Throws would take the exception for this test's own wish to be skipped.
    private static Exception? Caught(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    }
}

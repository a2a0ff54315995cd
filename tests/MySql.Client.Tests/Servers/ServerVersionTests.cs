using ConnectRuntime.MySql.Client.Servers;

namespace ConnectRuntime.MySql.Client.Tests.Servers;

/// <summary>Greetings of servers as they are found.</summary>
public class ServerVersionTests
{
    [Theory]
    [InlineData("5.5.5-10.11.19-MariaDB-0+deb12u1-log", ServerFlavor.MariaDb, 10, 11, 19, true, "SHOW MASTER STATUS")]
    [InlineData("11.8.9-MariaDB-4 from Debian", ServerFlavor.MariaDb, 11, 8, 9, true, "SHOW MASTER STATUS")]
    [InlineData("5.5.5-10.4.34-MariaDB", ServerFlavor.MariaDb, 10, 4, 34, false, "SHOW MASTER STATUS")]
    [InlineData("12.1.2-MariaDB-ubu2404", ServerFlavor.MariaDb, 12, 1, 2, true, "SHOW MASTER STATUS")]
    [InlineData("9.7.4-2", ServerFlavor.MySql, 9, 7, 4, true, "SHOW BINARY LOG STATUS")]
    [InlineData("8.4.0", ServerFlavor.MySql, 8, 4, 0, true, "SHOW BINARY LOG STATUS")]
    [InlineData("8.0.36-28", ServerFlavor.MySql, 8, 0, 36, true, "SHOW MASTER STATUS")]
    [InlineData("5.7.44-log", ServerFlavor.MySql, 5, 7, 44, true, "SHOW MASTER STATUS")]
    [InlineData("5.6.10", ServerFlavor.MySql, 5, 6, 10, false, "SHOW MASTER STATUS")]
    [InlineData("8.0.mysql_aurora.3.05.2", ServerFlavor.MySql, 8, 0, 0, true, "SHOW MASTER STATUS")]
    [InlineData("nonsense", ServerFlavor.MySql, 0, 0, 0, false, "SHOW MASTER STATUS")]
    [InlineData("", ServerFlavor.MySql, 0, 0, 0, false, "SHOW MASTER STATUS")]
    public void A_version_is_read(string text, ServerFlavor flavor, int major, int minor, int patch, bool supported, string status)
    {
        var version = ServerVersion.Parse(text);
        Assert.Equal((flavor, major, minor, patch), (version.Flavor, version.Major, version.Minor, version.Patch));
        Assert.Equal(supported, version.IsSupported);
        Assert.Equal(status, version.ShowBinlogStatus);
    }

    [Fact]
    public void Versions_compare_by_number()
    {
        var version = ServerVersion.Parse("8.0.36");
        Assert.True(version.IsAtLeast(8, 0) && version.IsAtLeast(5, 7, 44) && version.IsAtLeast(8, 0, 36));
        Assert.False(version.IsAtLeast(8, 0, 37) || version.IsAtLeast(8, 4) || version.IsAtLeast(9, 0));
    }
}

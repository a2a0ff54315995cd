using ConnectRuntime.MySql.Client.Servers;
using ConnectRuntime.MySql.History.Catalog;

namespace ConnectRuntime.MySql.Tests.History;

/// <summary>Versions of which there is no server here: where MariaDB's change logs name the change.</summary>
public class KeyOrderTests
{
    [Theory]
    [InlineData("5.7.44", false)]
    [InlineData("9.7.0", false)]
    [InlineData("10.5.13-MariaDB", false)]
    [InlineData("10.5.14-MariaDB", true)]
    [InlineData("10.6.5-MariaDB", false)]
    [InlineData("10.6.6-MariaDB", true)]
    [InlineData("10.7.1-MariaDB", false)]
    [InlineData("10.7.2-MariaDB", true)]
    [InlineData("10.11.6-MariaDB", true)]
    [InlineData("12.0.2-MariaDB", true)]
    public void Servers_keep_the_order_of_keys_since(string version, bool keeps) => Assert.Equal(keeps, KeyPolicy.KeepsOrder(ServerVersion.Parse(version)));
}

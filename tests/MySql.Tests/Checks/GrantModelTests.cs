using ConnectRuntime.MySql.Checks;

namespace ConnectRuntime.MySql.Tests.Checks;

/// <summary>Lines as MySQL 9.7 and MariaDB 10.11 print them.</summary>
public class GrantModelTests
{
    [Theory]
    [InlineData("GRANT SELECT, RELOAD, SHOW DATABASES, LOCK TABLES, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO `full`@`%`", "REPLICATION SLAVE", true)]
    [InlineData("GRANT SELECT, RELOAD, LOCK TABLES, REPLICATION SLAVE, BINLOG MONITOR ON *.* TO `full`@`%` IDENTIFIED BY PASSWORD '*B6'", "BINLOG MONITOR", true)]
    [InlineData("GRANT BACKUP_ADMIN,FLUSH_TABLES ON *.* TO `dyn`@`%`", "FLUSH_TABLES", true)]
    [InlineData("GRANT ALL PRIVILEGES ON *.* TO `alls`@`%` WITH GRANT OPTION", "RELOAD", true)]
    [InlineData("GRANT REPLICATION SLAVE ON *.* TO `r1`", "REPLICATION SLAVE", true)]
    [InlineData("GRANT SELECT ON `shop`.* TO `dbz`@`%`", "SELECT", false)]
    [InlineData("GRANT SELECT (`a`, `id`) ON `shop`.`orders` TO `none`@`%`", "SELECT", false)]
    [InlineData("GRANT `r1`@`%` TO `dbz`@`%`", "SELECT", false)]
    [InlineData("GRANT USAGE ON *.* TO `dbz`@`%`", "SELECT", false)]
    [InlineData("GRANT PROXY ON ``@`` TO `root`@`localhost`", "SELECT", false)]
    public void A_privilege_for_everything(string line, string privilege, bool expected) => Assert.Equal(expected, new GrantModel([line]).Has(privilege));

    [Theory]
    [InlineData("`shop`.*", "shop", true)]
    [InlineData("`shop`.*", "shop2", false)]
    [InlineData("`sh%`.*", "shop", true)]
    [InlineData("`sh_p`.*", "shop", true)]
    [InlineData("`sh__`.*", "shop", true)]
    [InlineData(@"`test\_%`.*", "test_a", true)]
    [InlineData(@"`test\_%`.*", "testxa", false)]
    [InlineData(@"`100\%`.*", "100%", true)]
    [InlineData(@"`100\%`.*", "1000", false)]
    [InlineData("`a``b.c`.*", "a`b.c", true)]
    [InlineData("*.*", "anything", true)]
    [InlineData("`shop`.`orders`", "shop", false)]
    public void A_privilege_for_a_database(string on, string database, bool expected) =>
        Assert.Equal(expected, new GrantModel([$"GRANT SELECT, LOCK TABLES ON {on} TO `wild`@`%`"]).HasOn(database, "LOCK TABLES"));

    [Theory]
    [InlineData("GRANT SELECT (`a`, `id`) ON `shop`.`orders` TO `none`@`%`", "", true)]
    [InlineData("GRANT INSERT, SELECT (`a`), UPDATE (`b`) ON `shop`.`orders` TO `none`@`%`", "", true)]
    [InlineData("GRANT SELECT, SELECT (`a`) ON `shop`.`orders` TO `none`@`%`", "", false)]
    [InlineData("GRANT SELECT (`a`) ON `shop`.`orders` TO `none`@`%`", "GRANT SELECT ON `shop`.* TO `none`@`%`", false)]
    [InlineData("GRANT SELECT (`a`) ON `shop`.`orders` TO `none`@`%`", "GRANT SELECT ON *.* TO `none`@`%`", false)]
    [InlineData("GRANT SELECT (`a`) ON `shop`.`orders` TO `none`@`%`", "GRANT ALL PRIVILEGES ON `shop`.`orders` TO `r`@`%`", false)]
    [InlineData("GRANT SELECT (`a`) ON `shop`.`lines` TO `none`@`%`", "", false)]
    [InlineData("GRANT INSERT (`a`) ON `shop`.`orders` TO `none`@`%`", "", false)]
    public void A_table_is_readable_in_part(string line, string other, bool expected) =>
        Assert.Equal(expected, new GrantModel([line, other]).IsPartial(new("shop", "orders")));

    [Fact]
    public void A_revoke_is_noticed()
    {
        Assert.True(new GrantModel(["GRANT SELECT ON *.* TO `pr`@`%`", "REVOKE SELECT ON `shop`.* FROM `pr`@`%`"]).HasRevokes);
        Assert.False(new GrantModel(["GRANT SELECT ON *.* TO `pr`@`%`"]).HasRevokes);
        Assert.False(new GrantModel([]).Has("SELECT"));
    }
}

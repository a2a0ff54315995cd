using ConnectRuntime.Errors;
using ConnectRuntime.Testing.Connectors;

namespace ConnectRuntime.MySql.Tests.Configuration;

/// <summary>The most tables.</summary>
public class TableLimitTests
{
    [Theory]
    [InlineData("0", 10_000, true)]
    [InlineData("2", 2, true)]
    [InlineData("2", 3, false)]
    public void More_tables_than_allowed_are_told_or_refused(string most, int captured, bool isAllowed)
    {
        var log = new MemoryLog();
        Sample.Model(("guardrail.collections.max", most)).Limit.Apply(captured, log);
        Assert.Equal(isAllowed ? 0 : 1, log.Lines.Count);
        var strict = Sample.Model(("guardrail.collections.max", most), ("guardrail.collections.limit.action", "fail")).Limit;
        if (isAllowed)
        {
            strict.Apply(captured, log);
        }
        else
        {
            var error = Assert.Throws<ConnectException>(() => strict.Apply(captured, log));
            Assert.Equal((ErrorKind.Config, "MYF003"), (error.Kind, error.Code));
        }
    }
}

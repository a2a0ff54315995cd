using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Tests.Rig;

namespace ConnectRuntime.MySql.Client.Tests.Statements;

/// <summary>A server that keeps no more statements is asked again later.</summary>
[Collection(Alone.Name)]
public class StatementLimitTests(ClientServers servers)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Names.MariaDb)]
    [InlineData(Names.MySql)]
    public async Task No_more_statements_is_a_failure_that_passes(string name)
    {
        await using var connection = await servers.ConnectAsync(name);
        var limit = await connection.ScalarAsync("SELECT @@GLOBAL.max_prepared_stmt_count", Cancel);
        await connection.ExecuteAsync("SET GLOBAL max_prepared_stmt_count = 0", Cancel);
        try
        {
            var error = await Assert.ThrowsAsync<ConnectException>(() => connection.PrepareAsync("SELECT 1", Cancel));
            Assert.Equal((ErrorKind.Transient, "MYC047"), (error.Kind, error.Code));
            Assert.Contains("max_prepared_stmt_count", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            await connection.ExecuteAsync($"SET GLOBAL max_prepared_stmt_count = {limit}", Cancel);
        }

        await using var statement = await connection.PrepareAsync("SELECT 1", Cancel);
    }
}

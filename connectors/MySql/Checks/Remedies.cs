using ConnectRuntime.MySql.Client.Servers;

namespace ConnectRuntime.MySql.Checks;

/// <summary>The commands that put right what a check has found, in the server's own dialect.</summary>
internal static class Remedies
{
    /// <summary>Sets a variable now and for ever. Sessions that are open keep the old value, which the sentence says.</summary>
    public static string Set(ServerVersion server, string variable, string value) =>
        !server.IsMariaDb && server.IsAtLeast(8, 0)
            ? $"Run SET PERSIST {variable}={value}; sessions that are open keep the old value until they connect anew."
            : $"Run SET GLOBAL {variable}={value}, and put {variable}={value} under [mysqld] of its option file; sessions that are open keep the old value until they connect anew.";

    /// <summary>Sets a variable that is read at the server's start.</summary>
    public static string SetAtStart(string lines) => $"Put {lines} under [mysqld] of the server's option file and restart it.";

    /// <summary>Grants privileges to an account such as <c>dbz@%</c>.</summary>
    public static string Grant(string account, string privileges, string on = "*.*")
    {
        var at = account.LastIndexOf('@');
        var name = at < 0 ? $"'{account}'" : $"'{account[..at]}'@'{account[(at + 1)..]}'";
        return $"Run GRANT {privileges} ON {on} TO {name};";
    }
}

namespace ConnectRuntime.Testing.Servers;

/// <summary>The account that private servers run under: our own, or one without rights where we are root and a server refuses that.</summary>
public static class ServerUser
{
    /// <summary>The account, or null for our own.</summary>
    public static string? Name { get; } = Environment.IsPrivilegedProcess ? Find("postgres") ?? Find("nobody") : null;

    /// <summary>
    /// A command that runs as that account. It is replaced by the program rather than waiting for it, so that the process id
    /// is the server's own, which <c>runuser</c> does not give.
    /// </summary>
    public static IReadOnlyList<string> Command(string program, params IEnumerable<string> arguments) => Name is null
        ? [program, .. arguments]
        : ["setpriv", $"--reuid={Name}", $"--regid={Group()}", "--init-groups", "--", program, .. arguments];

    /// <summary>Gives a folder and what is in it to that account.</summary>
    public static async Task OwnAsync(string folder)
    {
        if (Name is not null)
        {
            (await ProcessRunner.RunAsync("chown", ["-R", $"{Name}:", folder])).OutputOrThrow();
        }
    }

    private static string? Find(string name) => Entry(name) is null ? null : name;

    private static string Group() => Entry(Name!)!.Split(':')[3];

    private static string? Entry(string name) =>
        File.ReadLines("/etc/passwd").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal));
}

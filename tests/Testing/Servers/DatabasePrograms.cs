using ConnectRuntime.Testing.Generated;

namespace ConnectRuntime.Testing.Servers;

/// <summary>The programs of one MySQL or MariaDB: installed in the system, an ordinary distribution, or Debian's packages unpacked into a folder.</summary>
/// <param name="Root">The folder that holds <c>usr</c> or <c>bin</c>; <c>/</c> for the system's.</param>
/// <remarks>Unpacked packages bring their own libraries, libc included, and are run by their own loader.</remarks>
public sealed record DatabasePrograms(string Root)
{
    private static readonly string[] Folders = ["usr/sbin", "usr/bin", "bin"];

    /// <summary>Debian's MariaDB as it is installed; null where it is not.</summary>
    public static DatabasePrograms? InstalledMariaDb { get; } = In("/", "mariadbd");

    /// <summary>A MySQL 9.7 or later, named by <c>MYSQL_HOME</c> or unpacked by <c>test.sh</c>; null where there is none.</summary>
    public static DatabasePrograms? MySql { get; } = At("MYSQL_HOME", "mysql97", "mysqld");

    /// <summary>A MariaDB 11.6 or later, named by <c>MARIADB_HOME</c> or unpacked by <c>test.sh</c>; null where there is none.</summary>
    public static DatabasePrograms? NewMariaDb { get; } = At("MARIADB_HOME", "mariadb11", "mariadbd");

    /// <summary>Whether it is run by its own loader.</summary>
    private bool IsUnpacked => Root != "/" && File.Exists(Loader);

    private string Loader => Path.Combine(Root, "lib64/ld-linux-x86-64.so.2");

    /// <summary>Options by which a server finds its own files.</summary>
    public IEnumerable<string> Locations()
    {
        if (!IsUnpacked)
        {
            return Root == "/" ? [] : [$"--basedir={Root}"];
        }

        return [
            $"--basedir={Path.Combine(Root, "usr")}", $"--lc-messages-dir={Share}",
            $"--character-sets-dir={Path.Combine(Share, "charsets")}", $"--plugin-dir={Path.Combine(Root, "usr/lib/mysql/plugin")}",
        ];
    }

    /// <summary>The folder of messages and of the statements that make the system tables.</summary>
    public string Share => new[] { "usr/share/mariadb", "usr/share/mysql", "share" }
        .Select(f => Path.Combine(Root, f)).First(f => Directory.Exists(Path.Combine(f, "charsets")));

    /// <summary>A program with its arguments.</summary>
    public IReadOnlyList<string> Command(string program, params IEnumerable<string> arguments)
    {
        var path = Find(Root, program) ?? throw new FileNotFoundException($"{Root} has no {program}.");
        return IsUnpacked
            ? [Loader, "--library-path", $"{Path.Combine(Root, "usr/lib/x86_64-linux-gnu")}:{Path.Combine(Root, "usr/lib/mysql/private")}", path, .. arguments]
            : [path, .. arguments];
    }

    private static DatabasePrograms? At(string variable, string cache, string server)
    {
        var home = Environment.GetEnvironmentVariable(variable);
        home = string.IsNullOrEmpty(home) ? RepositoryRoot.Full($".cache/{cache}") : home;
        return In(home, server) ?? In(Path.Combine(home, "root"), server);
    }

    private static DatabasePrograms? In(string root, string server) => Find(root, server) is null ? null : new DatabasePrograms(root);

    private static string? Find(string root, string program) =>
        Folders.Select(f => Path.Combine(root, f, program)).FirstOrDefault(File.Exists);
}

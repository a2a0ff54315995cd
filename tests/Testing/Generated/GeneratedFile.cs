using Xunit;

namespace ConnectRuntime.Testing.Generated;

/// <summary>A file of the tree, or a marked section of one, whose content follows from the code and is kept under version control.</summary>
/// <remarks>
/// A test calls <see cref="Check"/>: it fails when the content is stale, and writes it instead when the variable
/// <c>UPDATE_GENERATED</c> is 1. A section lies between two lines of its file, which stay:
/// <code>
/// &lt;!-- generated: options --&gt;
/// …
/// &lt;!-- end: options --&gt;
/// </code>
/// </remarks>
public sealed class GeneratedFile
{
    /// <summary>The variable that makes <see cref="Check"/> write.</summary>
    public const string UpdateVariable = "UPDATE_GENERATED";

    private readonly string? _section;
    private readonly Func<string> _render;

    private GeneratedFile(string path, string? section, Func<string> render)
    {
        Path = path;
        _section = section;
        _render = render;
    }

    /// <summary>Path from the root of the repository, with forward slashes.</summary>
    public string Path { get; }

    /// <summary>A file that is generated as a whole.</summary>
    public static GeneratedFile Whole(string path, Func<string> render) => new(path, null, render);

    /// <summary>A section of a file that is otherwise written by hand.</summary>
    public static GeneratedFile Section(string path, string section, Func<string> render) => new(path, section, render);

    /// <inheritdoc/>
    public override string ToString() => _section is null ? Path : $"{Path} ({_section})";

    /// <summary>Compares with what is in the tree, or writes it there when the variable asks for that.</summary>
    public void Check() => Check(RepositoryRoot.Path, Environment.GetEnvironmentVariable(UpdateVariable) == "1");

    /// <summary>The same in another folder, for tests of this type.</summary>
    public void Check(string root, bool update)
    {
        var full = System.IO.Path.Combine(root, Path);
        var now = File.Exists(full) ? File.ReadAllText(full).ReplaceLineEndings("\n") : null;
        var expected = Expected(now);
        if (now == expected)
        {
            return;
        }

        if (update)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
            File.WriteAllText(full, expected);
            return;
        }

        Assert.Fail($"{this} is {(now is null ? "missing" : "stale")}. {FirstDifference(now ?? "", expected)}\n"
            + $"Run `{UpdateVariable}=1 ./test.sh {TestProject()}` and commit the file.");
    }

    private static string TestProject() => System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name ?? "Repo";

    private string Expected(string? now)
    {
        var body = _render().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (_section is null)
        {
            return body;
        }

        var begin = $"<!-- generated: {_section} -->\n";
        var end = $"<!-- end: {_section} -->";
        var from = now?.IndexOf(begin, StringComparison.Ordinal) ?? -1;
        var to = from < 0 ? -1 : now!.IndexOf(end, from, StringComparison.Ordinal);
        if (to < 0)
        {
            Assert.Fail($"{Path} has no place for the generated section '{_section}'. Add the lines `{begin.TrimEnd()}` and `{end}`.");
        }

        return string.Concat(now.AsSpan(0, from + begin.Length), body, now.AsSpan(to));
    }

    private static string FirstDifference(string now, string expected)
    {
        var left = now.Split('\n');
        var right = expected.Split('\n');
        var at = 0;
        while (at < left.Length && at < right.Length && left[at] == right[at])
        {
            at++;
        }

        return $"First difference at line {at + 1}:\n  in the tree: {At(left, at)}\n  generated:   {At(right, at)}";
    }

    private static string At(string[] lines, int at) => at < lines.Length ? lines[at] : "(end of file)";
}

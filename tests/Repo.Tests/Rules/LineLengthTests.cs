using System.Text.RegularExpressions;
using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Rules;

/// <summary>A line of code fits a screen; comments and the insides of literals, which are sentences and data, may be longer.</summary>
public partial class LineLengthTests
{
    private const int Limit = 160;

    [Fact]
    public void Lines_of_code_fit() => Offender.ExpectNone(
        TreeFile.All.Where(f => f.Is(".cs") || f.IsScript).SelectMany(Check),
        $"Break the line: {Limit} characters are allowed.");

    [Theory]
    [InlineData("a.cs", "x", 0)]
    [InlineData("a.cs", "xx", 1)]
    [InlineData("a.cs", "// x", 0)]
    [InlineData("a.cs", "var s = \"\"\"\nx\n\"\"\";", 0)]
    [InlineData("a.cs", "var s = \"xx\";", 0)]
    [InlineData("a.sh", "xx", 1)]
    [InlineData("a.sh", "  # x", 0)]
    public void Only_code_is_measured(string path, string text, int offenders) =>
        Assert.Equal(offenders, Check(new TreeFile(path, text.Replace("x", new string('x', Limit), StringComparison.Ordinal))).Count());

    private static IEnumerable<Offender> Check(TreeFile file)
    {
        var code = file.Is(".cs") ? CSharpText.Parse(file.Text).Code.Split('\n') : file.Lines;
        return file.Lines.Index()
            .Where(line => line.Item.Length > Limit && Blanks().Replace(code[line.Index], " ") is { Length: > Limit } text && text.TrimStart()[0] != '#')
            .Select(line => new Offender(file.Path, line.Index + 1, $"{line.Item.Length} characters"));
    }

    // Where a literal or a comment stood there are blanks.
    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();
}

using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Rules;

/// <summary>Files and members of the tree stay short, or say why they do not.</summary>
public class SizeTests
{
    [Fact]
    public void Files_and_members_stay_short_or_have_a_waiver() => Offender.ExpectNone(
        TreeFile.All.Where(f => f.Is(".cs")).SelectMany(SizeRule.Check),
        "Split it, or write `// waiver: file-size <reason>` in the file or `// waiver: method-size <reason>` directly above the member; "
        + "remove a waiver that nothing needs.");

    [Theory]
    [InlineData(400, "", 0)]
    [InlineData(401, "", 1)]
    [InlineData(401, "// waiver: file-size one table of data", 0)]
    [InlineData(401, "// waiver: file-size", 1)]
    [InlineData(401, "// waiver: method-size wrong rule", 2)]
    [InlineData(10, "// waiver: file-size one table of data", 1)]
    [InlineData(401, "var s = \"// waiver: file-size not a comment\";", 1)]
    public void A_file_is_measured(int lines, string first, int offenders)
    {
        var text = first + "\n" + string.Concat(Enumerable.Repeat("// x\n", lines - 1));
        Assert.Equal(offenders, SizeRule.Check(new TreeFile("a.cs", text)).Count());
    }

    [Theory]
    [InlineData(80, "", 0)]
    [InlineData(81, "", 1)]
    [InlineData(81, "// waiver: method-size splitting costs 12 %", 0)]
    [InlineData(81, "/// <summary>x</summary>\n// waiver: method-size splitting costs 12 %\n[Fact]", 0)]
    [InlineData(81, "// waiver: method-size splitting costs 12 %\n\nint a;", 2)]
    [InlineData(81, "// waiver: method-size", 2)]
    [InlineData(80, "// waiver: method-size splitting costs 12 %", 1)]
    public void A_member_is_measured(int lines, string above, int offenders)
    {
        var body = string.Concat(Enumerable.Repeat("x();\n", lines - 3));
        var text = $"class C\n{{\n{above}\nvoid M()\n{{\n{body}}}\n}}\n";
        Assert.Equal(offenders, SizeRule.Check(new TreeFile("a.cs", text)).Count());
    }
}

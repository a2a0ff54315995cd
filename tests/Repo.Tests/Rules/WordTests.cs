using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Rules;

/// <summary>The tree does without the words and calls of <see cref="WordRules"/>.</summary>
public class WordTests
{
    /// <summary>The rules by name.</summary>
    public static TheoryData<string> Rules => [.. WordRules.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_tree_keeps(string rule)
    {
        var found = WordRules.All.Single(r => r.Name == rule);
        Offender.ExpectNone(TreeFile.All.SelectMany(found.Check), found.WhatToDo);
    }

    [Fact]
    public void File_names_say_what_is_inside() => Offender.ExpectNone(
        TreeFile.All.Where(f => f.Is("Helper.cs", "Helpers.cs", "Util.cs", "Utils.cs"))
            .Select(f => new Offender(f.Path, 0, "its name")),
        "Name the file after the type, and the type after what it is.");

    [Theory]
    [InlineData("names", "static class PathHelper { }", 1)]
    [InlineData("names", "record struct TaskHelper(int X);", 1)]
    [InlineData("names", "// class PathHelper\nvar s = \"class PathHelper\"; class HelperText { }", 0)]
    [InlineData("marks", "// TO" + "DO later\nthrow new NotImplemented" + "Exception();", 2)]
    [InlineData("marks", "// XX" + "X", 1)]
    [InlineData("marks", "mktemp /tmp/a.XXXXXX; TODOS", 0)]
    [InlineData("blocking", "Thread.Sleep(1);\nF().Result.G();\nreadTask.Wait();\nF().GetAwaiter().GetResult();", 4)]
    [InlineData("blocking", "// Thread.Sleep(1)\nvar x = parse.Result; Result(); await F();", 0)]
    [InlineData("blocking", "// waiver: blocking the process ends here\nThread.Sleep(1);", 0)]
    [InlineData("blocking", "// waiver: blocking\nThread.Sleep(1);", 2)]
    [InlineData("blocking", "// waiver: blocking the process ends here\nF();", 1)]
    [InlineData("registry", "var feed = \"https://api.nuget" + ".org/v3\";", 1)]
    [InlineData("machine path", "cd /wo" + "rk/main\nvar p = \"/ro" + "ot/x\";", 2)]
    [InlineData("machine path", "~/work/ a/home/b https://host/x:/root/ var/root/", 0)]
    [InlineData("issue number", "// see #" + "12\n// fixes issue" + " 7\n", 2)]
    [InlineData("issue number", "var colour = \"#123456\"; // section (#1) and C# 14\n#pragma x", 0)]
    [InlineData("history", "// for n" + "ow this will do", 1)]
    [InlineData("history", "var s = \"work in progress\";", 0)]
    public void The_rules_see_what_they_forbid(string rule, string text, int offenders) =>
        Assert.Equal(offenders, WordRules.All.Single(r => r.Name == rule).Check(new TreeFile("src/A/a.cs", text)).Count());

    [Theory]
    [InlineData("issue number", "a.sh", "n=$((10#08)); echo ${#1} $#\n# see #" + "12", 1)]
    [InlineData("issue number", "a.md", "# 1. Title [x](#1-tree)\nfixed in #" + "12", 1)]
    [InlineData("issue number", "a.css", "a { color: #123 }", 0)]
    [InlineData("history", "a.md", "coming so" + "on", 1)]
    [InlineData("blocking", "a.md", "Thread.Sleep", 0)]
    public void Other_files_are_read_as_they_are(string rule, string path, string text, int offenders) =>
        Assert.Equal(offenders, WordRules.All.Single(r => r.Name == rule).Check(new TreeFile(path, text)).Count());
}

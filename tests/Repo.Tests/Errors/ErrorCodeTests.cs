using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Errors;

/// <summary>A code means one kind of failure, and stands in one place.</summary>
public class ErrorCodeTests
{
    /// <summary>Codes that several places may write, each with the reason.</summary>
    private static readonly Dictionary<string, string> Shared = [];

    /// <summary>All codes of the product.</summary>
    public static IEnumerable<ErrorCode> All =>
        TreeFile.All.Where(f => f.Is(".cs") && f.IsUnder("src", "connectors")).SelectMany(ErrorCodeScanner.Scan);

    [Fact]
    public void Each_code_stands_in_one_place() => Offender.ExpectNone(
        Repeated(All, Shared),
        "Give each failure its own code, or let the places call one method that raises it.");

    [Fact]
    public void No_exemption_is_left_over() =>
        Assert.Empty(Shared.Keys.Except(All.GroupBy(c => c.Code).Where(g => g.Count() > 1).Select(g => g.Key)));

    [Fact]
    public void A_repeated_code_is_seen() => Assert.Equal(
        ["a.cs:1: LOG001", "a.cs:2: LOG001"],
        Repeated(Scan("F(\"LOG001\", \"x\");\nG(\"LOG001: y\"); H(\"LOG002\"); // \"LOG002\""), Shared).Select(o => o.ToString()));

    [Theory]
    [InlineData("throw new ConnectException(ErrorKind.Data, \"CSV004\", \"Cannot read.\");", "CSV004|Data|Cannot read.")]
    [InlineData("F(\"CSV004\", $\"No {file.Path}: {n:N0} of \" + $\"{a + b} {{x}}.\", e);", "CSV004|—|No ⟨Path⟩: ⟨n⟩ of ⟨…⟩ {x}.")]
    [InlineData("throw Transient(\"LOG001\", \"Cannot\" + \" go\", \"not this\");", "LOG001|Transient|Cannot go")]
    [InlineData("F(x ? ErrorKind.Data : ErrorKind.Fatal, \"LOG001\", m);", "LOG001|Data or Fatal|")]
    [InlineData("const string Code = \"LOG001\"; F(\"other\");", "LOG001|—|")]
    [InlineData("F(\"ABC123: Cannot \\\"x\\\" | y.\");", "ABC123|—|Cannot \"x\" | y.")]
    [InlineData("F(\"SHA256\"); F(\"AB123\"); F(\"ABC12\"); F(\"ABC1234\"); F(\"ABC123 x\"); F(ABC123);", "")]
    public void Kind_and_message_are_found(string text, string expected) =>
        Assert.Equal(expected, string.Join(";", Scan(text).Select(c => $"{c.Code}|{c.Kind}|{c.Message}")));

    [Fact]
    public void The_page_lists_codes_in_order()
    {
        var page = ErrorPage.Render(Scan("F(\"LOG002\", \"a|b <c>\"); F(\"LOG001\");"));
        var rows = "|---|---|---|---|\n| LOG001 | — |  | `a.cs` |\n| LOG002 | — | a\\|b &lt;c> | `a.cs` |\n";
        Assert.EndsWith(rows, page, StringComparison.Ordinal);
    }

    private static IEnumerable<ErrorCode> Scan(string text) => ErrorCodeScanner.Scan(new TreeFile("a.cs", text));

    private static IEnumerable<Offender> Repeated(IEnumerable<ErrorCode> codes, Dictionary<string, string> shared) =>
        codes.GroupBy(c => c.Code).Where(g => g.Count() > 1 && !shared.ContainsKey(g.Key))
            .SelectMany(g => g.Select(c => new Offender(c.Path, c.Line, c.Code)));
}

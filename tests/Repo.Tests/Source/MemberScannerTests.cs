namespace ConnectRuntime.Repo.Tests.Source;

/// <summary>Members are found with the lines a reader would count.</summary>
public class MemberScannerTests
{
    [Theory]
    [InlineData("class C\n{\n    void M()\n    {\n    }\n}", "M 3-5")]
    [InlineData("namespace N;\nclass C(int x) : B(x)\n{\n  C() : this(1) { }\n  int P { get; set; } = 3;\n}", "C 4-4, P 5-5")]
    [InlineData("class C\n{\n  int P => x switch\n  {\n    1 => 2,\n  };\n  int F = 3;\n}", "P 3-6")]
    [InlineData("class C\n{\n  int[] F =\n  {\n    1,\n  };\n  D G = new() { A = 1 };\n  void M() { }\n}", "M 8-8")]
    [InlineData("class C\n{\n  [A(\"x\")]\n  [B]\n  void M<T>(T x = default) where T : class\n  {\n  }\n}", "M 5-7")]
    [InlineData("struct S\n{\n  static bool operator ==(S a, S b) => a.X\n    == b.X;\n}", "operator 3-4")]
    [InlineData("struct S\n{\n  static S operator +(S a)\n  {\n  }\n}", "operator 3-5")]
    [InlineData("class C\n{\n  class D\n  {\n    void M()\n    { var s = $\"{a}}}\"; if (x) { } }\n  }\n}", "M 5-6")]
    [InlineData("class C\n{\n  enum E { A = 1, B }\n  void N() { }\n}", "N 4-4")]
    [InlineData("class C\n{\n  event E X { add { } remove { } }\n  int this[int i] { get => i; }\n  ~C() { }\n}", "X 3-3, this 4-4, C 5-5")]
    [InlineData("record R(int X);\nrecord struct Q(int Y)\n{\n  public void record() { }\n}", "record 4-4")]
    [InlineData("class C\n{\n  void M(Action a)\n  {\n    int L()\n    {\n    }\n  }\n  Action F = () =>\n  {\n  };\n}", "M 3-8")]
    [InlineData("return Run();\nstatic int Run()\n{\n}", "Run 2-4")]
    public void Members_have_the_lines_of_their_code(string text, string expected)
    {
        var members = MemberScanner.Scan(CSharpText.Parse(text)).Select(m => $"{m.Name} {m.HeaderLine}-{m.LastLine}");
        Assert.Equal(expected, string.Join(", ", members));
    }

    [Fact]
    public void A_file_whose_braces_do_not_match_is_read_to_its_end() =>
        Assert.Single(MemberScanner.Scan(CSharpText.Parse("} class C { void M() { } } }")));
}

namespace ConnectRuntime.Repo.Tests.Source;

/// <summary>Code, comments and literals are told apart as the language does.</summary>
public class CSharpTextTests
{
    [Theory]
    [InlineData("a // b", "a", "// b")]
    [InlineData("a /* b\nc */ d", "a  d", "/* b\nc */")]
    [InlineData("a(\"// b\") // c", "a(\"    \")", "// c")]
    [InlineData("a('\"'); // c", "a(' ');", "// c")]
    [InlineData("a('\\''); b", "a('  '); b", "")]
    [InlineData("a(@\"x\\\"); // c", "a(@\"  \");", "// c")]
    [InlineData("a(@\"x\"\"// y\"); z", "a(@\"        \"); z", "")]
    [InlineData("a($\"{b(\"}\")} // {{\"); z", "a($\" b(\" \")       \"); z", "")]
    [InlineData("a($\"{b:x'y}\"); z", "a($\" b     \"); z", "")]
    [InlineData("a(\"\"\"x \" \"\" // y\"\"\"); z", "a(\"\"\"             \"\"\"); z", "")]
    [InlineData("a($$\"\"\"{x} {{b}} \"\"\"); z", "a($$\"\"\"      b   \"\"\"); z", "")]
    [InlineData("#region it's\nb // c", "b", "// c")]
    [InlineData("#if A\nb {\n#else\nc {\n#endif\n}", "b {\n\n\n\n}", "")]
    [InlineData("a(\"\"); // c", "a(\"\");", "// c")]
    [InlineData("@class x; // c", "@class x;", "// c")]
    public void The_parts_of_a_file_stay_in_their_places(string text, string code, string comments)
    {
        var parsed = CSharpText.Parse(text);

        Assert.Equal(text.Length, parsed.Code.Length);
        Assert.Equal(text.Length, parsed.Comments.Length);
        Assert.Equal(Squeeze(code), Squeeze(parsed.Code));
        Assert.Equal(Squeeze(comments), Squeeze(parsed.Comments));
        Assert.Equal(text.Count(c => c == '\n'), parsed.Code.Count(c => c == '\n'));
    }

    [Fact]
    public void Literals_carry_their_text_and_line()
    {
        var parsed = CSharpText.Parse("a(\"one\\n\");\nb($\"two {c(\"three\")}\", @\"fo\"\"ur\");\nd(\"\"\"\n  five\n  \"\"\"u8);");

        Assert.Equal(
            [(1, "one\\n"), (2, "two {c(\"three\")}"), (2, "three"), (2, "fo\"\"ur"), (3, "\n  five\n  ")],
            parsed.Literals.Select(l => (l.Line, l.Text)));
    }

    [Theory]
    [InlineData("\"open")]
    [InlineData("$\"{open")]
    [InlineData("\"\"\"open")]
    [InlineData("/* open")]
    [InlineData("'\\")]
    [InlineData("\"\\")]
    [InlineData("")]
    public void A_file_that_ends_in_the_middle_is_read_to_its_end(string text) =>
        Assert.Equal(text.Length, CSharpText.Parse(text).Code.Length);

    private static string Squeeze(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}

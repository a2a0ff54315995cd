using ConnectRuntime.Testing.Generated;
using ConnectRuntime.Testing.Servers;
using Xunit.Sdk;

namespace ConnectRuntime.Repo.Tests.Generated;

/// <summary>A stale file fails and is written only on request.</summary>
public sealed class GeneratedFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_fails_then_is_written_then_is_fresh()
    {
        var file = GeneratedFile.Whole("docs/x.md", () => "one\r\ntwo\n\n");

        Assert.Contains("missing", Fails(file), StringComparison.Ordinal);
        file.Check(_folder.Path, update: true);
        Assert.Equal("one\ntwo\n", File.ReadAllText(_folder.Combine("docs/x.md")));
        file.Check(_folder.Path, update: false);
    }

    [Fact]
    public void A_stale_file_fails_with_the_line()
    {
        File.WriteAllText(_folder.Combine("x.md"), "one\n2\n");
        var message = Fails(GeneratedFile.Whole("x.md", () => "one\ntwo"));

        Assert.Contains("line 2", message, StringComparison.Ordinal);
        Assert.Equal("one\n2\n", File.ReadAllText(_folder.Combine("x.md")));
    }

    [Fact]
    public void A_section_leaves_the_rest_alone()
    {
        var path = _folder.Combine("x.md");
        File.WriteAllText(path, "a\n<!-- generated: t -->\nold\n<!-- end: t -->\nb\n");
        GeneratedFile.Section("x.md", "t", () => "new").Check(_folder.Path, update: true);

        Assert.Equal("a\n<!-- generated: t -->\nnew\n<!-- end: t -->\nb\n", File.ReadAllText(path));
        Assert.Contains("no place", Fails(GeneratedFile.Section("x.md", "u", () => "new")), StringComparison.Ordinal);
    }

    private string Fails(GeneratedFile file) => Assert.ThrowsAny<XunitException>(() => file.Check(_folder.Path, update: false)).Message;
}

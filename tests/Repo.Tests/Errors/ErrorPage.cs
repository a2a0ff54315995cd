using System.Text;

namespace ConnectRuntime.Repo.Tests.Errors;

/// <summary>The page of all error codes, made from the code.</summary>
public static class ErrorPage
{
    /// <summary>Where it is kept.</summary>
    public const string Path = "docs/errors.md";

    /// <summary>The page as Markdown.</summary>
    public static string Render(IEnumerable<ErrorCode> codes)
    {
        var page = new StringBuilder("""
            # Error codes

            This page is made from the code by `UPDATE_GENERATED=1 ./test.sh Repo`. A failure begins with its code, and a code means one kind of failure.
            What ⟨stands in angles⟩ is filled in. The kind says what the runtime does:

            - **Config**: the task fails, and starts again when its configuration changes, with back-off in between.
            - **Transient**: tried again with back-off for as long as it takes.
            - **Data**: the record is skipped, dead-lettered or stops the task, as `errors.tolerance` says.
            - **Fatal**: the task fails and is restarted with back-off.
            - **—**: depends on what happened; the message in the log says it.

            | Code | Kind | Message | Raised in |
            |---|---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach (var code in codes.OrderBy(c => c.Code, StringComparer.Ordinal))
        {
            page.Append("| ").Append(code.Code).Append(" | ").Append(code.Kind).Append(" | ").Append(Cell(code.Message))
                .Append(" | `").Append(code.Path).Append("` |\n");
        }

        return page.ToString();
    }

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).ReplaceLineEndings(" ");
}

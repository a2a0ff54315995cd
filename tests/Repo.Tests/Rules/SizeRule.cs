using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Rules;

/// <summary>The tripwires for long files and long members, and the waivers for them.</summary>
public static class SizeRule
{
    /// <summary>Waiver for a long file, anywhere in it.</summary>
    public const string FileWaiver = "file-size";

    /// <summary>Waiver for a long member, in the comment lines directly above it.</summary>
    public const string MemberWaiver = "method-size";

    /// <summary>Lines a file may have.</summary>
    public const int FileLines = 400;

    /// <summary>Lines a member may have, from its header to its end.</summary>
    public const int MemberLines = 80;

    /// <summary>Places that are too long without a waiver, and waivers that nothing needs.</summary>
    public static IEnumerable<Offender> Check(TreeFile file)
    {
        var source = CSharpText.Parse(file.Text);
        var waivers = Waiver.In(source);
        return CheckFile(file, waivers).Concat(CheckMembers(file, source, waivers));
    }

    private static IEnumerable<Offender> CheckFile(TreeFile file, IReadOnlyList<Waiver> waivers)
    {
        var lines = file.Lines.Length - (file.Text.EndsWith('\n') ? 1 : 0);
        var mine = waivers.Where(w => w.Rule == FileWaiver).ToList();
        if (lines > FileLines && !mine.Any(w => w.Covers(FileWaiver)))
        {
            yield return new Offender(file.Path, 0, $"{lines} lines, {FileLines} are allowed");
        }
        else if (lines <= FileLines && mine.Count > 0)
        {
            yield return new Offender(file.Path, mine[0].Line, $"a {FileWaiver} waiver, but the file has only {lines} lines");
        }
    }

    private static IEnumerable<Offender> CheckMembers(TreeFile file, CSharpText source, IReadOnlyList<Waiver> waivers)
    {
        var comments = source.Comments.Split('\n');
        var code = source.Code.Split('\n');
        var used = new HashSet<Waiver>();
        foreach (var member in MemberScanner.Scan(source).Where(m => m.Lines > MemberLines))
        {
            var top = member.FirstLine;
            while (top > 1 && comments[top - 2].Trim().Length > 0 && code[top - 2].Trim().Length == 0)
            {
                top--;
            }

            var above = waivers.Where(w => w.Covers(MemberWaiver) && w.Line >= top && w.Line <= member.HeaderLine).ToList();
            used.UnionWith(above);
            if (above.Count == 0)
            {
                var size = $"{member.Name} has {member.Lines} lines, {MemberLines} are allowed";
                yield return new Offender(file.Path, member.HeaderLine, size);
            }
        }

        foreach (var stale in waivers.Where(w => w.Rule == MemberWaiver && !used.Contains(w)))
        {
            yield return new Offender(file.Path, stale.Line, $"a {MemberWaiver} waiver that no member needs, or without a reason");
        }
    }
}

using System.Text.RegularExpressions;
using ConnectRuntime.Repo.Tests.Source;

namespace ConnectRuntime.Repo.Tests.Rules;

/// <summary>A pattern that may not occur in some part of some files.</summary>
/// <param name="Name">What the rule is about.</param>
/// <param name="Pattern">What may not occur.</param>
/// <param name="Part">Which part of a file is read.</param>
/// <param name="Files">Which files are read.</param>
/// <param name="WhatToDo">The way out.</param>
public sealed record WordRule(string Name, Regex Pattern, FilePart Part, Func<TreeFile, bool> Files, string WhatToDo)
{
    /// <summary>The waiver that lets a line break the rule, in a comment on it or on the line above; null for none.</summary>
    public string? Waiver { get; init; }

    /// <summary>Where the file breaks the rule.</summary>
    public IEnumerable<Offender> Check(TreeFile file)
    {
        if (!Files(file))
        {
            yield break;
        }

        var source = file.Is(".cs") ? CSharpText.Parse(file.Text) : null;
        var waivers = source is null || Waiver is null ? [] : Source.Waiver.In(source).Where(w => w.Rule == Waiver).ToList();
        var used = new HashSet<Waiver>();
        var lines = Read(file, source).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!Pattern.IsMatch(lines[i]))
            {
                continue;
            }

            var waiver = waivers.FirstOrDefault(w => w.Covers(Waiver!) && (w.Line == i + 1 || w.Line == i));
            if (waiver is null)
            {
                yield return new Offender(file.Path, i + 1, $"'{Pattern.Match(lines[i]).Value.Trim()}'");
            }
            else
            {
                used.Add(waiver);
            }
        }

        foreach (var stale in waivers.Where(w => !used.Contains(w)))
        {
            yield return new Offender(file.Path, stale.Line, $"a {Waiver} waiver that nothing needs, or without a reason");
        }
    }

    private string Read(TreeFile file, CSharpText? source) => Part switch
    {
        FilePart.Code when source is not null => source.Code,
        FilePart.Words when source is not null => source.Comments,
        FilePart.Words when file.Is(".css", ".js", ".html") => "",
        _ => file.Text,
    };
}

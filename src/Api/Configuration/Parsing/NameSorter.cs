namespace ConnectRuntime.Configuration.Parsing;

/// <summary>Says of each name of one level whose it is: an option, a member of a family, a free name, another product's, or nobody's.</summary>
/// <remarks>The order of claims: option, older name, another product's exact name, member (longest prefix first), prefix, another product's prefix, slip of the keyboard, the empty prefix.</remarks>
internal sealed class NameSorter
{
    private readonly ConfigSpec spec;
    private readonly IReadOnlyDictionary<string, string?> texts;
    private readonly List<(ConfigFamily Family, string Alias, string Prefix)> members = [];
    private readonly Dictionary<string, List<string>> free = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConfigSpec?> memberSpecs = new(StringComparer.Ordinal);
    private readonly List<string> others = [];

    public NameSorter(ConfigSpec spec, IReadOnlyDictionary<string, string?> texts)
    {
        this.spec = spec;
        this.texts = texts;
        foreach (var family in spec.Families)
        {
            members.AddRange(family.AliasesOf(texts).Select(alias => (family, alias, family.PrefixOf(alias))));
        }

        foreach (var name in texts.Where(pair => pair.Value is not null).Select(pair => pair.Key).Order(StringComparer.Ordinal))
        {
            Sort(name);
        }
    }

    /// <summary>The name of today of an option that was written with an older one.</summary>
    public string Today(string name) => spec.Aliases.GetValueOrDefault(name) ?? name;

    public IEnumerable<(string Alias, string Prefix)> MembersOf(ConfigFamily family) =>
        members.Where(member => ReferenceEquals(member.Family, family)).Select(member => (member.Alias, member.Prefix));

    /// <summary>A member's own options: not what is an option of this level, and not what a longer alias takes.</summary>
    public ResolvedConfig SliceOf(ResolvedConfig input, string prefix) => input.Slice(prefix, name => OwnerOf(name)?.Prefix == prefix);

    public ConfigSpec? SpecOf(ConfigFamily family, string alias, ResolvedConfig slice)
    {
        var prefix = family.PrefixOf(alias);
        if (!memberSpecs.TryGetValue(prefix, out var made))
        {
            made = family.Spec(new(alias, slice.Values, texts));
            memberSpecs[prefix] = made;
        }

        return made;
    }

    public IReadOnlyList<string> FreeOf(ConfigPrefix prefix) => free.GetValueOrDefault(prefix.Prefix) ?? [];

    /// <summary>Names that no part of the spec takes, sorted.</summary>
    public IReadOnlyList<string> Others() => others;

    /// <summary>What is wrong with a name that no part of the spec takes.</summary>
    public ConfigProblem Judge(string name, string prefix, UnknownKeyPolicy policy)
    {
        var full = prefix + name;
        if (ForeignOf(name) is { } foreign)
        {
            return foreign.IsError ? Wording.Unsupported(full, foreign.Reason) : Wording.Ignored(full, foreign.Reason);
        }

        if (Nearest(name) is { } nearest)
        {
            return Wording.NearMiss(full, prefix + nearest);
        }

        var listed = spec.Families.FirstOrDefault(family =>
            family is { ListedBy: not null, Prefix.Length: > 0 } && name.StartsWith(family.Prefix, StringComparison.Ordinal));
        return listed is null
            ? Wording.Unknown(full, policy)
            : Wording.NotListed(full, AliasIn(name, listed), prefix + listed.ListedBy, policy);
    }

    private void Sort(string name)
    {
        if (IsForeign(name))
        {
            others.Add(name);
        }
        else if (!IsOption(name) && !IsMember(name))
        {
            var taker = spec.Prefixes.Where(prefix => name.StartsWith(prefix.Prefix, StringComparison.Ordinal) && name != prefix.Prefix)
                .MaxBy(prefix => prefix.Prefix.Length);
            var last = taker is { Prefix: "" } && (ForeignOf(name) is not null || Nearest(name) is not null);
            if (taker is null || last)
            {
                others.Add(name);
            }
            else
            {
                (free.TryGetValue(taker.Prefix, out var list) ? list : free[taker.Prefix] = []).Add(name);
            }
        }
    }

    private bool IsOption(string name) => spec.Find(name) is not null || spec.Aliases.ContainsKey(name);

    private bool IsForeign(string name) =>
        !IsOption(name) && spec.Foreign.Any(option => !option.IsPrefix && option.Matches(name));

    private bool IsMember(string name) =>
        OwnerOf(name) is { } owner
        && SpecOf(owner.Family, owner.Alias, SliceOf(ResolvedConfig.Of(texts), owner.Prefix)) is not null;

    private (ConfigFamily Family, string Alias, string Prefix)? OwnerOf(string name)
    {
        var longest = members
            .Where(member => name.StartsWith(member.Prefix, StringComparison.Ordinal) && name.Length > member.Prefix.Length)
            .OrderByDescending(member => member.Prefix.Length).ToList();
        return longest.Count == 0 || IsOption(name) || IsForeign(name) ? null : longest[0];
    }

    private ForeignOption? ForeignOf(string name) =>
        spec.Foreign.Where(option => option.Matches(name)).MaxBy(option => (!option.IsPrefix, option.Pattern.Length));

    private string? Nearest(string name)
    {
        if (NearMiss.Find(name, spec.Keys.Select(key => key.Name)) is { } known)
        {
            return known;
        }

        var prefixes = members.Select(member => member.Prefix)
            .Concat(spec.Families.Select(family => family.Prefix))
            .Concat(spec.Prefixes.Select(prefix => prefix.Prefix));
        foreach (var prefix in prefixes.Where(prefix => prefix.Length > 0))
        {
            if (Head(name, prefix.Count(c => c == '.')) is { } head && head != prefix && NearMiss.Find(head, [prefix]) is not null)
            {
                return prefix + name[head.Length..];
            }
        }

        return null;
    }

    /// <summary>The first so many dotted parts of a name, the last dot included; null if nothing would be left.</summary>
    private static string? Head(string name, int parts)
    {
        var end = 0;
        for (var i = 0; i < parts; i++)
        {
            end = name.IndexOf('.', end) + 1;
            if (end == 0)
            {
                return null;
            }
        }

        return end < name.Length && end > 0 ? name[..end] : null;
    }

    private static string AliasIn(string name, ConfigFamily family)
    {
        var rest = name[family.Prefix.Length..];
        return rest.Split('.')[0];
    }
}

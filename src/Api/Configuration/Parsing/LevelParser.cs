namespace ConnectRuntime.Configuration.Parsing;

/// <summary>Reads one spec against the texts of one level: the configuration itself, or one member of a family.</summary>
/// <param name="spec">The options of the level.</param>
/// <param name="input">The texts, named relative to the level.</param>
/// <param name="prefix">What stands before the names of this level in the configuration.</param>
/// <param name="heading">The group of options that have none of their own; null for none.</param>
/// <param name="context">Where results are collected.</param>
internal sealed class LevelParser(ConfigSpec spec, ResolvedConfig input, string prefix, string? heading, ParseContext context)
{
    private readonly LevelValues values = new() { Spec = spec, Input = input };
    private readonly NameSorter names = new(spec, input.Values);
    private readonly HashSet<string> masked = new(StringComparer.Ordinal);

    public ConnectorConfig Parse()
    {
        TakeTexts();
        foreach (var key in spec.Keys)
        {
            Read(key);
        }

        foreach (var key in spec.Keys)
        {
            Judge(key);
        }

        ReadMembers();
        ReadFree();
        ReportOthers();
        var config = new ConnectorConfig(values);
        Apply(config);
        return config;
    }

    private void TakeTexts()
    {
        foreach (var (written, text) in input.Values)
        {
            var name = names.Today(written);
            if (text is null)
            {
                continue;
            }

            if (name != written)
            {
                var twice = input.Values.GetValueOrDefault(name) is not null;
                context.Problems.Add(twice
                    ? Wording.TwoNames(prefix + written, prefix + name)
                    : Wording.OldName(prefix + written, prefix + name));
                if (twice)
                {
                    continue;
                }
            }

            values.Raw[name] = text;
            var isReference = input.References.TryGetValue(written, out var reference);
            if (isReference || (spec.Find(name)?.Definition.IsSecret ?? ConfigMask.LooksSecret(name)))
            {
                masked.Add(name);
            }

            values.Shown[name] = isReference ? reference! : masked.Contains(name) ? Secret.Mask : ConfigMask.Scrub(text);
        }
    }

    private void Read(ConfigKey key)
    {
        var name = key.Name;
        if (input.IsUnresolved(name))
        {
            values.Bad.Add(name);
        }
        else if (!values.Raw.TryGetValue(name, out var text))
        {
            values.Typed[name] = key.DefaultValue;
        }
        else if (key.TryRead(text, out var value, out var missed, out _))
        {
            values.Typed[name] = value;
        }
        else
        {
            values.Bad.Add(name);
            context.Problems.Add(Wording.BadValue(prefix + name, Show(name, text), missed, Advice(key, text)));
        }
    }

    /// <summary>Visibility, and what depends on it: whether a missing option is missed and a set one is idle.</summary>
    private void Judge(ConfigKey key)
    {
        var definition = key.Definition;
        var holds = definition.VisibleWhen is { } condition ? Holds(condition) : true;
        var isSet = values.Raw.TryGetValue(key.Name, out var text);
        var isEmpty = isSet && key.IsEmpty(text!);
        if (holds == false)
        {
            values.Hidden.Add(key.Name);
            if (isSet)
            {
                var shown = definition.VisibleWhen!;
                context.Problems.Add(Wording.NoEffect(prefix + key.Name, shown with { Key = prefix + shown.Key }));
            }
        }
        else if (holds == true && definition.Required && !values.Bad.Contains(key.Name) && (!isSet || isEmpty))
        {
            values.Bad.Add(key.Name);
            context.Problems.Add(Wording.Missing(prefix + key.Name, isSet, definition));
        }

        context.Entries.Add(new(
            prefix + key.Name,
            definition with { Name = prefix + key.Name, Group = definition.Group ?? heading },
            Canonical(key),
            holds != false));
    }

    /// <summary>Null if the deciding option is itself bad: its user is not told about what may not even follow.</summary>
    private bool? Holds(ConfigCondition condition)
    {
        var other = spec.Find(condition.Key)
            ?? throw new InvalidOperationException(
                $"The spec shows an option only while '{condition.Key}' has a value, but has no option of that name.");
        if (values.Bad.Contains(other.Name))
        {
            return null;
        }

        var written = other.Write(values.Typed[other.Name]);
        return condition.Values.Count == 0 ? !string.IsNullOrEmpty(written) : written is not null && condition.Values.Contains(written);
    }

    private string? Canonical(ConfigKey key)
    {
        if (masked.Contains(key.Name) && input.References.TryGetValue(key.Name, out var reference) && !key.Definition.IsSecret)
        {
            return reference;
        }

        if (key.Definition.IsSecret && values.Raw.ContainsKey(key.Name))
        {
            return Secret.Mask;
        }

        // A text that can be read but is out of range is shown, one that cannot be read is not, as Kafka Connect does.
        var value = values.Typed.GetValueOrDefault(key.Name);
        var readable = values.Typed.ContainsKey(key.Name);
        if (!readable && values.Raw.TryGetValue(key.Name, out var text))
        {
            key.TryRead(text, out value, out _, out readable);
        }

        return readable ? key.Write(value) : null;
    }

    private void ReadMembers()
    {
        foreach (var family in spec.Families)
        {
            var members = new List<KeyValuePair<string, ConnectorConfig>>();
            foreach (var (alias, own) in names.MembersOf(family))
            {
                var slice = names.SliceOf(input, own);
                if (names.SpecOf(family, alias, slice) is { } memberSpec)
                {
                    var group = family.Heading?.Replace("{alias}", alias, StringComparison.Ordinal);
                    members.Add(new(alias, new LevelParser(memberSpec, slice, prefix + own, group, context).Parse()));
                }
            }

            values.Members[family.Prefix] = members;
        }
    }

    private void ReadFree()
    {
        foreach (var free in spec.Prefixes)
        {
            var options = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in names.FreeOf(free))
            {
                var text = values.Raw[name];
                var rest = name[free.Prefix.Length..];
                options[rest] = text;
                if (free.Check(rest, text) is { } words)
                {
                    context.Problems.Add(Wording.BadFree(prefix + name, words));
                }
            }

            values.Free[free.Prefix] = options;
        }
    }

    private void ReportOthers()
    {
        foreach (var name in names.Others())
        {
            context.Problems.Add(names.Judge(name, prefix, context.Unknown));
        }
    }

    private void Apply(ConnectorConfig config)
    {
        var problems = new ConfigProblems(context.Problems, prefix);
        foreach (var rule in spec.Rules)
        {
            try
            {
                rule(config, problems);
            }
            catch (BadValueException)
            {
                // The option that the rule wanted has been reported.
            }
        }
    }

    private string Show(string name, string text)
    {
        if (masked.Contains(name))
        {
            return "a hidden value";
        }

        return text.Trim().Length == 0 ? "an empty text" : ConfigMask.Quote(text);
    }

    private string Advice(ConfigKey key, string text)
    {
        var definition = key.Definition;
        if (!masked.Contains(key.Name) && NearMiss.Find(text.Trim(), definition.Values) is { } meant)
        {
            return $"Did you mean '{meant}'?";
        }

        return definition.Default is { } standard ? $"Change it, or remove it to get the default '{standard}'." : "Change it.";
    }
}

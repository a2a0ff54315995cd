using System.Collections.Immutable;
using System.Globalization;
using ConnectRuntime.MySql.History.Ddl;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>Defaults of ENUM and SET, spelled as the definition spells the members.</summary>
internal static class MemberDefaults
{
    /// <summary>The member that a text or a number stands for.</summary>
    public static string Enum(string text, SqlLiteralKind kind, ImmutableArray<string> members)
    {
        if (kind == SqlLiteralKind.Number && int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= members.Length)
        {
            return members[number - 1];
        }

        return Find(text, members) is >= 0 and var at ? members[at] : text;
    }

    /// <summary>The members of a list in the order of the definition.</summary>
    public static string Set(string text, SqlLiteralKind kind, ImmutableArray<string> members)
    {
        var bits = 0UL;
        if (kind != SqlLiteralKind.Number || !ulong.TryParse(text, CultureInfo.InvariantCulture, out bits))
        {
            foreach (var name in text.Length == 0 ? [] : text.Split(','))
            {
                if (Find(name, members) is not (>= 0 and < 64 and var at))
                {
                    return text;
                }

                bits |= 1UL << at;
            }
        }

        return string.Join(',', members.Where((_, i) => i < 64 && (bits & (1UL << i)) != 0));
    }

    private static int Find(string text, ImmutableArray<string> members)
    {
        var at = members.IndexOf(text);
        for (var i = 0; at < 0 && i < members.Length; i++)
        {
            at = members[i].Equals(text.TrimEnd(' '), StringComparison.OrdinalIgnoreCase) ? i : -1;
        }

        return at;
    }
}

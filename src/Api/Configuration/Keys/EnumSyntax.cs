using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;

namespace ConnectRuntime.Configuration.Keys;

/// <summary>The syntax of a choice among a few words, read in any case.</summary>
internal static class EnumSyntax
{
    public static ConfigSyntax<T> Of<T>()
        where T : struct, Enum
    {
        var fields = typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static);
        var words = fields.ToDictionary(Word, field => (T)field.GetValue(null)!, StringComparer.OrdinalIgnoreCase);
        var spelt = fields.DistinctBy(field => field.GetValue(null)).ToDictionary(field => (T)field.GetValue(null)!, Word);
        string[] values = [.. fields.Select(Word)];
        return new(ConfigType.String, Choice(values), text => words[text], value => spelt[value]) { Values = values };
    }

    public static ConfigSyntax<string> Of(string[] values)
    {
        var words = values.ToDictionary(value => value, StringComparer.OrdinalIgnoreCase);
        return new(ConfigType.String, Choice(values), text => words[text], text => text) { Values = [.. values] };
    }

    private static string Choice(string[] values) => $"one of {string.Join(", ", values)}";

    private static string Word(FieldInfo field) =>
        field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? Snake(field.Name);

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var starts = i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || IsLowerAt(name, i + 1));
            text.Append(starts ? "_" : "").Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static bool IsLowerAt(string name, int i) => i < name.Length && char.IsLower(name[i]);
}

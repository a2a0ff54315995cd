namespace ConnectRuntime.Avro.Schemas;

/// <summary>The name of a record, an enum or a fixed, with its namespace.</summary>
/// <param name="Simple">The part behind the last dot.</param>
/// <param name="Space">The namespace; null for none.</param>
public sealed record AvroName(string Simple, string? Space)
{
    /// <summary>Namespace and name.</summary>
    public string Full => Space is null ? Simple : $"{Space}.{Simple}";

    /// <summary>Reads a name as a schema writes it: a dotted one carries its namespace, any other takes the one given.</summary>
    public static AvroName Of(string text, string? space)
    {
        var dot = text.LastIndexOf('.');
        var own = dot < 0 ? space : text[..dot];
        return new AvroName(text[(dot + 1)..], string.IsNullOrEmpty(own) ? null : own);
    }

    /// <summary>How the name is written inside a namespace. One that would read as a primitive keeps its namespace.</summary>
    public string Within(string? space) => Space is null || (Space == space && !AvroPrimitive.IsName(Simple)) ? Simple : Full;

    /// <summary>Whether a text is a name, or one part of a dotted name: <c>[A-Za-z_][A-Za-z0-9_]*</c>.</summary>
    public static bool IsValidPart(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return true;
    }
}

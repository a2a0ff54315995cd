namespace ConnectRuntime.Transforms.Routing;

/// <summary>What Kafka takes as the name of a topic.</summary>
internal static class TopicName
{
    /// <summary>Characters a name may have at most.</summary>
    public const int MostLength = 249;

    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "1 to 249 letters, digits, '.', '_' and '-'";

    /// <summary>Whether a topic can be called that.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || name.Length > MostLength || name is "." or "..")
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}

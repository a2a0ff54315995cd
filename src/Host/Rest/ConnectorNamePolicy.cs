using System.Text;

namespace ConnectRuntime.Host.Rest;

/// <summary>Which names a connector may be created with, and how a name is written in a path.</summary>
/// <remarks>
/// The rival takes every text and then cannot be asked for some of them ever again: a slash, backslash or percent sign is
/// refused by its web server, <c>.</c> and <c>..</c> vanish from a path on the way.
/// </remarks>
internal static class ConnectorNamePolicy
{
    private const string Unreachable = "/\\%";
    private const string PathCharacters = "-._~!$&'()*+,;=:@";

    /// <summary>Refuses a name that could not be asked for again.</summary>
    public static void Check(string name)
    {
        if (name.Length == 0)
        {
            throw Refused("", "String may not be empty");
        }

        if (name.Any(char.IsControl))
        {
            throw Refused(new string([.. name.Where(letter => !char.IsControl(letter))]), "String may not contain control characters");
        }

        if (name.IndexOfAny([.. Unreachable]) is >= 0 and var at)
        {
            throw Refused(name, $"String may not contain '{name[at]}', which cannot be part of a path");
        }

        if (name is "." or ".." || name.Trim() != name)
        {
            throw Refused(name, "String may not be '.' or '..' and may not begin or end with a blank");
        }
    }

    /// <summary>A name as a segment of a path: as it is, but for what RFC 3986 does not allow there.</summary>
    public static string Escape(string name)
    {
        var text = new StringBuilder();
        foreach (var octet in Encoding.UTF8.GetBytes(name))
        {
            var letter = (char)octet;
            if (char.IsAsciiLetterOrDigit(letter) || PathCharacters.Contains(letter))
            {
                text.Append(letter);
            }
            else
            {
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{octet:X2}");
            }
        }

        return text.ToString();
    }

    private static RestException Refused(string name, string reason) =>
        RestException.BadRequest($"Invalid value {name} for configuration name: {reason}");
}

using System.Text;
using ConnectRuntime.Avro.Schemas;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>Rewrites names that Avro does not allow, as Kafka Connect's Avro converter does.</summary>
/// <remarks>
/// Form encoding first (a blank becomes <c>+</c>, other characters the hexadecimal of their UTF-8), then an underscore for
/// everything that is not a letter or a digit, and an <c>x</c> before a digit at the start: <c>é</c> is <c>_C3_A9</c>, <c>1a</c> is <c>x1a</c>.
/// </remarks>
internal static class NameScrubber
{
    /// <summary>Scrubs each part of a dotted name.</summary>
    public static string ScrubFull(string name) => string.Join('.', name.Split('.').Select(Scrub));

    /// <summary>Scrubs one part.</summary>
    public static string Scrub(string name)
    {
        if (AvroName.IsValidPart(name))
        {
            return name;
        }

        var text = new StringBuilder(name.Length + 8);
        foreach (var value in Encoding.UTF8.GetBytes(name))
        {
            var c = (char)value;
            if (char.IsAsciiLetterOrDigit(c))
            {
                text.Append(c);
            }
            else if (c is '.' or '-' or '*' or '_' or ' ')
            {
                text.Append('_');
            }
            else
            {
                text.Append('_').Append(value.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return text.Length == 0 ? "_" : char.IsAsciiDigit(text[0]) ? text.Insert(0, 'x').ToString() : text.ToString();
    }
}

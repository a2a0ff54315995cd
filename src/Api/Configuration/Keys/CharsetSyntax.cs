using System.Text;

namespace ConnectRuntime.Configuration.Keys;

/// <summary>The syntax of character encodings; code pages are looked up without registering them for the whole process.</summary>
internal static class CharsetSyntax
{
    public static ConfigSyntax<Encoding> Charset { get; } =
        new(ConfigType.String, "the name of a character encoding such as UTF-8 or ISO-8859-1", Parse, encoding => encoding.WebName);

    private static Encoding Parse(string text)
    {
        if (text.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            // The encoding without a byte order mark: nobody who writes UTF-8 in a configuration asks for one.
            return new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        }

        return CodePagesEncodingProvider.Instance.GetEncoding(text) ?? Encoding.GetEncoding(text);
    }
}

using System.Text.Json;
using System.Text.Unicode;

namespace ConnectRuntime.Host.Topics;

/// <summary>Writes bytes of no known schema: as text where they are text, else as base64 under a name that says so.</summary>
internal static class RawJson
{
    /// <summary>Writes one property.</summary>
    public static void Write(Utf8JsonWriter json, string name, ReadOnlySpan<byte> bytes, bool isNull)
    {
        if (isNull)
        {
            json.WriteNull(name);
        }
        else if (IsText(bytes))
        {
            json.WriteString(name, bytes);
        }
        else
        {
            json.WriteBase64String(name + "_base64", bytes);
        }
    }

    // A control character other than tab and line ends says that this is no text, though it may be valid UTF-8.
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        foreach (var octet in bytes)
        {
            if (octet is < 0x20 and not ((byte)'\t' or (byte)'\n' or (byte)'\r') or 0x7F)
            {
                return false;
            }
        }

        return Utf8.IsValid(bytes);
    }
}

using System.Buffers.Text;
using ConnectRuntime.MySql.Client.Payloads;

namespace ConnectRuntime.MySql.Values.Json;

/// <summary>Writes a value of a column's type that JSON itself does not have.</summary>
/// <remarks>
/// <code>
/// field type u8 | length varlen | bytes
/// </code>
/// Decimals are numbers, dates and times are text. All else is what the server's text has: <c>base64:type15:…</c> with the number of the type, broken after
/// every 76 characters. It is longer than the bare base64, but it alone lets a reader tell bytes from text, and the server parses nothing back from either.
/// </remarks>
internal static class JsonOpaque
{
    private const int LineBytes = 57;
    private const int LineCharacters = 76;

    /// <summary>Writes one.</summary>
    public static void Write(byte type, ReadOnlySpan<byte> data, ref JsonTextWriter text)
    {
        switch ((ColumnType)type)
        {
            case ColumnType.Decimal: JsonDecimal.Write(data, ref text); break;
            case ColumnType.Date: JsonTemporal.WriteDate(data, ref text); break;
            case ColumnType.Time: JsonTemporal.WriteTime(data, ref text); break;
            case ColumnType.DateTime or ColumnType.Timestamp: JsonTemporal.WriteDateTime(data, ref text); break;
            default: WriteBase64(type, data, ref text); break;
        }
    }

    private static void WriteBase64(byte type, ReadOnlySpan<byte> data, ref JsonTextWriter text)
    {
        text.Write("\"base64:type"u8);
        text.Write((ulong)type);
        text.Write((byte)':');
        while (data.Length > 0)
        {
            var take = Math.Min(LineBytes, data.Length);
            Base64.EncodeToUtf8(data[..take], text.Reserve(LineCharacters), out _, out var written);
            text.Advance(written);
            data = data[take..];
            if (data.Length > 0)
            {
                text.Write("\\n"u8);
            }
        }

        text.Write((byte)'"');
    }
}

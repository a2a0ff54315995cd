using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;
using ConnectRuntime.MySql.Values.Texts;

namespace ConnectRuntime.MySql.History.Catalog;

/// <summary>UUIDs and addresses of MariaDB that are defaults, spelled as the server prints them; what is none stays as it is.</summary>
internal static class AddressDefaults
{
    private const int Inet4Bytes = 4;
    private const int OtherBytes = 16;

    /// <summary>The value of a literal: its text, or its bytes in the order of the text.</summary>
    public static string Print(SqlLiteral literal, SqlType type)
    {
        var bytes = literal.Bytes ?? Parse(literal.Text!, type);
        return bytes?.Length == (type == SqlType.Inet4 ? Inet4Bytes : OtherBytes) ? Print(bytes, type) : literal.Text ?? Encoding.UTF8.GetString(bytes!);
    }

    private static string Print(byte[] bytes, SqlType type)
    {
        if (type == SqlType.Uuid)
        {
            return new Guid(bytes, bigEndian: true).ToString();
        }

        Span<byte> text = stackalloc byte[48];
        return Encoding.ASCII.GetString(text[..(type == SqlType.Inet4 ? AddressCells.WriteInet4(text, bytes) : AddressCells.WriteInet6(text, bytes))]);
    }

    // Hyphens may stand in a UUID or not, and an address of four bytes is one of sixteen.
    private static byte[]? Parse(string text, SqlType type)
    {
        if (type == SqlType.Uuid)
        {
            return Guid.TryParseExact(text.Replace("-", "", StringComparison.Ordinal), "N", out var uuid) ? uuid.ToByteArray(bigEndian: true) : null;
        }

        return type == SqlType.Inet6 && IPAddress.TryParse(text, out var address)
            ? (address.AddressFamily == AddressFamily.InterNetwork ? address.MapToIPv6() : address).GetAddressBytes()
            : null;
    }
}

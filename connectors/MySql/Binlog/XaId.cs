using System.Globalization;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The name of an XA transaction as servers spell it in statements: <c>X'6731',X'',1</c>.</summary>
internal static class XaId
{
    public static string ToText(ReadOnlySpan<byte> global, ReadOnlySpan<byte> branch, uint format) => string.Create(
        CultureInfo.InvariantCulture,
        $"X'{Convert.ToHexStringLower(global)}',X'{Convert.ToHexStringLower(branch)}',{format}");
}

using System.Buffers;
using System.Buffers.Text;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>Reads bytes and UUIDs that are written as text.</summary>
internal static class BinaryText
{
    /// <summary>Pairs of hexadecimal digits, with or without <c>0x</c>.</summary>
    public static bool TryHex(ReadOnlySpan<byte> text, Span<byte> target, out int length)
    {
        if (text.StartsWith("0x"u8) || text.StartsWith("0X"u8) || text.StartsWith("\\x"u8))
        {
            text = text[2..];
        }

        return Convert.FromHexString(text, target, out _, out length) == OperationStatus.Done;
    }

    /// <summary>Base64 with padding.</summary>
    public static bool TryBase64(ReadOnlySpan<byte> text, Span<byte> target, out int length) =>
        Base64.DecodeFromUtf8(text, target, out _, out length) == OperationStatus.Done;

    /// <summary>36 characters, or 32 without hyphens, in braces or not; written in lower case with hyphens.</summary>
    public static bool TryUuid(ReadOnlySpan<byte> text, Span<byte> target)
    {
        if (text.Length >= 2 && text[0] == '{' && text[^1] == '}')
        {
            text = text[1..^1];
        }

        return text.Length is 36 or 32
            && Utf8Parser.TryParse(text, out Guid value, out var read, text.Length == 36 ? 'D' : 'N')
            && read == text.Length
            && value.TryFormat(target, out _);
    }
}

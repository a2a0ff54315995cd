using System.Text;

namespace ConnectRuntime.MySql.Client.Charsets;

/// <summary>utf8mb4 and utf8mb3, whose bytes are copied; and binary, which is no text but shown as if it were.</summary>
internal sealed class Utf8Charset(string name, bool isBinary) : MySqlCharset(name)
{
    public override bool IsUtf8 => !isBinary;

    public override bool IsBinary => isBinary;

    public override int MaxUtf8Length(int length) => length;

    public override int ToUtf8(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        source.CopyTo(destination);
        return source.Length;
    }

    public override string ToText(ReadOnlySpan<byte> source) => Encoding.UTF8.GetString(source);
}

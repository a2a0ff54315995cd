namespace ConnectRuntime.FlatFile.Charsets;

/// <summary>A file that is UTF-8 already.</summary>
internal sealed class Utf8Decoding : TextDecoding
{
    public override string Name => "UTF-8";

    public override bool IsIdentity => true;

    public override int MaxUtf8(int bytes) => bytes;

    public override int Decode(ReadOnlySpan<byte> raw, Span<byte> utf8, out int consumed)
    {
        raw.CopyTo(utf8);
        consumed = raw.Length;
        return consumed;
    }

    public override long RawLength(ReadOnlySpan<byte> utf8) => utf8.Length;
}

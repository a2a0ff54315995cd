namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>Operations on byte arrays that several ways of login share.</summary>
internal static class Bytes
{
    /// <summary>Mixes a mask, repeated as needed, into bytes.</summary>
    public static void Xor(Span<byte> bytes, ReadOnlySpan<byte> mask)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= mask[i % mask.Length];
        }
    }
}

using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>Hashes of parts of a file, by which a file is known again.</summary>
internal static class Fingerprint
{
    /// <summary>Bytes before a position that must be the same for reading to go on there.</summary>
    public const int TailBytes = 64;

    /// <summary>The first half of a SHA-256, in hexadecimal digits.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>The hash of a range of a file; null if the file does not reach that far.</summary>
    public static string? Of(SafeFileHandle file, long from, int count)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(count);
        try
        {
            return Fill(file, from, bytes.AsSpan(0, count)) ? Hash(bytes.AsSpan(0, count)) : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>The bits of the hash of the bytes just before a position, made without allocating; 0 if the file does not reach that far.</summary>
    public static UInt128 Tail(SafeFileHandle file, long position)
    {
        Span<byte> bytes = stackalloc byte[TailBytes];
        bytes = bytes[..(int)Math.Min(TailBytes, position)];
        if (!Fill(file, position - bytes.Length, bytes))
        {
            return 0;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }

    /// <summary>The bits of a hash as <see cref="Hash"/> writes it.</summary>
    public static string Text(UInt128 bits) => bits.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);

    private static bool Fill(SafeFileHandle file, long from, Span<byte> bytes)
    {
        for (var read = 0; read < bytes.Length;)
        {
            var more = RandomAccess.Read(file, bytes[read..], from + read);
            if (more == 0)
            {
                return false;
            }

            read += more;
        }

        return true;
    }
}

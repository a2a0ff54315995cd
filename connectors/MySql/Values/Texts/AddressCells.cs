using System.Buffers.Text;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Texts;

/// <summary>The cells of MariaDB's UUID, INET4 and INET6, written as the server prints them.</summary>
/// <remarks>In the binlog their bytes are in the order of the text, without trailing zeros.</remarks>
internal static class AddressCells
{
    private const int UuidBytes = 16;
    private const int Inet6Bytes = 16;
    private const int Inet4Bytes = 4;

    /// <summary>A UUID as 36 characters in lower case.</summary>
    public static Cell Uuid(CellTarget target, RecordBatch batch, ReadOnlySpan<byte> bytes)
    {
        Span<byte> all = stackalloc byte[UuidBytes];
        if (!TryPad(bytes, all))
        {
            return target.Reject(batch, Misfit.TooLong, bytes.Length);
        }

        var text = batch.Reserve(36);
        Utf8Formatter.TryFormat(new Guid(all, bigEndian: true), text, out var length);
        return Cell.Text(batch.Advance(length), length);
    }

    /// <summary>Four numbers and points.</summary>
    public static Cell Inet4(CellTarget target, RecordBatch batch, ReadOnlySpan<byte> bytes)
    {
        Span<byte> all = stackalloc byte[Inet4Bytes];
        if (!TryPad(bytes, all))
        {
            return target.Reject(batch, Misfit.TooLong, bytes.Length);
        }

        var length = WriteInet4(batch.Reserve(15), all);
        return Cell.Text(batch.Advance(length), length);
    }

    /// <summary>Eight groups in lower case, the longest run of zeros left out, be it a single one; an address that carries an IPv4 address ends as one.</summary>
    public static Cell Inet6(CellTarget target, RecordBatch batch, ReadOnlySpan<byte> bytes)
    {
        Span<byte> all = stackalloc byte[Inet6Bytes];
        if (!TryPad(bytes, all))
        {
            return target.Reject(batch, Misfit.TooLong, bytes.Length);
        }

        var length = WriteInet6(batch.Reserve(48), all);
        return Cell.Text(batch.Advance(length), length);
    }

    /// <summary>Writes the text of 16 bytes, at most 48 characters, and returns how many there are.</summary>
    public static int WriteInet6(Span<byte> text, ReadOnlySpan<byte> bytes)
    {
        var (gap, gapLength) = LongestGap(bytes);
        var at = 0;
        for (var i = 0; i < 8; i++)
        {
            if (i == gap)
            {
                text[at++] = (byte)':';
                i += gapLength - 1;
                if (i == 7)
                {
                    text[at++] = (byte)':';
                }

                continue;
            }

            if (i > 0)
            {
                text[at++] = (byte)':';
            }

            // ::a.b.c.d and ::ffff:a.b.c.d
            if (i == 6 && gap == 0 && (gapLength == 6 || (gapLength == 5 && bytes[10] == 0xFF && bytes[11] == 0xFF)))
            {
                return at + WriteInet4(text[at..], bytes[12..]);
            }

            Utf8Formatter.TryFormat((uint)((bytes[2 * i] << 8) | bytes[(2 * i) + 1]), text[at..], out var length, 'x');
            at += length;
        }

        return at;
    }

    // Of runs of equal length the first.
    private static (int Start, int Length) LongestGap(ReadOnlySpan<byte> bytes)
    {
        int start = -1, longest = 0, run = 0;
        for (var i = 0; i < 8; i++)
        {
            run = (bytes[2 * i] | bytes[(2 * i) + 1]) == 0 ? run + 1 : 0;
            if (run > longest)
            {
                longest = run;
                start = i - run + 1;
            }
        }

        return (start, longest);
    }

    /// <summary>Writes the text of 4 bytes, at most 15 characters, and returns how many there are.</summary>
    public static int WriteInet4(Span<byte> text, ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        for (var i = 0; i < Inet4Bytes; i++)
        {
            if (i > 0)
            {
                text[at++] = (byte)'.';
            }

            Utf8Formatter.TryFormat(bytes[i], text[at..], out var length);
            at += length;
        }

        return at;
    }

    private static bool TryPad(ReadOnlySpan<byte> bytes, Span<byte> all)
    {
        all.Clear();
        return bytes.TryCopyTo(all);
    }
}

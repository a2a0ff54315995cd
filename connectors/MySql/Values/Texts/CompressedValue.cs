using System.Buffers;
using ConnectRuntime.Codecs;
using ConnectRuntime.Records;

namespace ConnectRuntime.MySql.Values.Texts;

/// <summary>Unpacks the values of a MariaDB column that is COMPRESSED. One thread.</summary>
/// <remarks>
/// <code>
/// empty                                          an empty value
/// 0000 0000 | bytes                              not compressed
/// 1000 rlll | length, lll bytes BE | deflate     r: without zlib's head and checksum
/// </code>
/// Observed on MariaDB 10.11.
/// </remarks>
internal sealed class CompressedValue
{
    private const int Zlib = 8;

    // Deflate needs at least one bit for 258 bytes.
    private const int MostRatio = 8 * 258;

    private readonly Inflater _inflater = new();

    /// <summary>Unpacks a value and hands it to its column; false for bytes that are none.</summary>
    public bool TryUnpack(BinlogColumn column, ReadOnlySpan<byte> value, RecordBatch batch, out Cell cell)
    {
        if (value.Length == 0 || value[0] == 0)
        {
            cell = column.Write(value.Length == 0 ? value : value[1..], batch);
            return true;
        }

        cell = default;
        var lengthBytes = value[0] & 7;
        if (value[0] >> 4 != Zlib || lengthBytes is 0 or > 4 || value.Length <= 1 + lengthBytes)
        {
            return false;
        }

        long length = 0;
        foreach (var b in value.Slice(1, lengthBytes))
        {
            length = (length << 8) | b;
        }

        var packed = value[(1 + lengthBytes)..];
        if (length > Math.Min(Array.MaxLength, (long)packed.Length * MostRatio))
        {
            return false;
        }

        var rented = ArrayPool<byte>.Shared.Rent((int)length);
        try
        {
            var bytes = rented.AsSpan(0, (int)length);
            if ((value[0] & 8) != 0)
            {
                _inflater.UnpackRaw(packed, bytes);
            }
            else
            {
                _inflater.Unpack(packed, bytes);
            }

            cell = column.Write(bytes, batch);
            return true;
        }
        catch (CodecException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}

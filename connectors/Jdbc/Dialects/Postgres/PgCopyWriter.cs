using ConnectRuntime.Jdbc.Apply;
using Npgsql;

namespace ConnectRuntime.Jdbc.Dialects.Postgres;

/// <summary>Sends encoded rows to a stage by binary COPY.</summary>
/// <remarks>
/// <code>
/// | PGCOPY\n\377\r\n\0 | flags: int32 | extension: int32 | row | row | … | −1: int16 |
/// </code>
/// https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format".
/// </remarks>
internal static class PgCopyWriter
{
    /// <summary>What goes out in one message: small enough for the server to begin before the next one comes.</summary>
    private const int MessageBytes = 128 * 1024;

    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];
    private static readonly byte[] Trailer = [0xFF, 0xFF];

    public static async ValueTask WriteAsync(
        NpgsqlConnection connection, string sql, StageState stage, ChunkState chunk, RowRange range, CancellationToken cancellationToken)
    {
        // Its end is awaited on disposal, which takes no token: a cancellation breaks it off before that.
        var copy = await connection.BeginRawBinaryCopyAsync(sql, cancellationToken);
        var whole = false;
        try
        {
            await copy.WriteAsync(Header, cancellationToken);
            await WriteRowsAsync(copy, stage, chunk, range, cancellationToken);
            await copy.WriteAsync(Trailer, cancellationToken);
            whole = true;
        }
        finally
        {
            if (!whole)
            {
                await BreakOffAsync(copy);
            }
        }

        await copy.DisposeAsync().AsTask().WaitAsync(cancellationToken);
    }

    // Rows that lie side by side go out in one piece.
    private static async ValueTask WriteRowsAsync(
        NpgsqlRawCopyStream copy, StageState stage, ChunkState chunk, RowRange range, CancellationToken cancellationToken)
    {
        var start = 0;
        var end = 0;
        for (var i = stage.Chains[chunk.Number].First; i >= 0 && i < range.End; i = chunk[i].NextOfStage)
        {
            if (i < range.Start || !chunk.IsLive(i, range))
            {
                continue;
            }

            if (chunk[i].Start != end || end - start >= MessageBytes)
            {
                await WritePieceAsync(copy, chunk, start, end, cancellationToken);
                start = chunk[i].Start;
            }

            end = chunk[i].Start + chunk[i].Length;
        }

        await WritePieceAsync(copy, chunk, start, end, cancellationToken);
    }

    private static async ValueTask WritePieceAsync(
        NpgsqlRawCopyStream copy, ChunkState chunk, int start, int end, CancellationToken cancellationToken)
    {
        for (; start < end; start += MessageBytes)
        {
            await copy.WriteAsync(chunk.Buffer.Slice(start, Math.Min(MessageBytes, end - start)), cancellationToken);
        }
    }

    private static async ValueTask BreakOffAsync(NpgsqlRawCopyStream copy)
    {
        try
        {
            await copy.CancelAsync();
        }
        catch (Exception error) when (error is NpgsqlException or IOException or InvalidOperationException or OperationCanceledException)
        {
            // The failure that led here is the one to report.
        }
    }
}

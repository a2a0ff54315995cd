using System.Text;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Configuration.Providers;

/// <summary>A small UTF-8 file that holds values; at most 1 MiB, whatever length the file system tells.</summary>
internal static class SecretFile
{
    private const int Largest = 1 << 20;

    public static async ValueTask<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var buffer = new byte[Largest + 1];
        int length;
        try
        {
            await using var file = File.OpenRead(path);
            length = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ConnectException(
                ErrorKind.Config,
                "CFG023",
                $"Cannot read '{path}': {failure.Message} A readable file is required. Check path and rights.",
                failure);
        }

        var mark = buffer.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return length <= Largest
            ? Encoding.UTF8.GetString(buffer, mark, length - mark)
            : throw new ConnectException(
                ErrorKind.Config,
                "CFG022",
                $"Cannot read '{path}': it has more than {Largest} bytes, fewer are required. Point to a file of values.");
    }
}

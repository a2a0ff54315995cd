using System.Globalization;

namespace ConnectRuntime.Avro.Files;

/// <summary>How an object container file is written.</summary>
/// <param name="IsDeflated">Whether blocks are deflated.</param>
/// <param name="BlockBytes">Bytes of data, before compression, that end a block.</param>
internal sealed record ContainerOptions(bool IsDeflated = false, int BlockBytes = 64 * 1024)
{
    public const string NullCodec = "null";
    public const string DeflateCodec = "deflate";

    /// <summary>Reads <c>codec</c> and <c>block.bytes</c>; other options belong to others.</summary>
    public static ContainerOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        var result = new ContainerOptions();
        if (options.TryGetValue("codec", out var codec))
        {
            result = codec switch
            {
                NullCodec => result,
                DeflateCodec => result with { IsDeflated = true },
                _ => throw FileErrors.BadOption("codec", codec, "null or deflate"),
            };
        }

        if (options.TryGetValue("block.bytes", out var text))
        {
            result = int.TryParse(text, CultureInfo.InvariantCulture, out var bytes) && bytes is >= 32 and <= 1 << 30
                ? result with { BlockBytes = bytes }
                : throw FileErrors.BadOption("block.bytes", text, "a number from 32 to 1073741824");
        }

        return result;
    }
}

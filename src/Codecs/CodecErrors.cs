namespace ConnectRuntime.Codecs;

/// <summary>What can go wrong in codecs, each with its code.</summary>
internal static class CodecErrors
{
    public static CodecException NoZstd(Exception? inner) =>
        new(CodecErrorKind.Config, "ZST001", $"Cannot use zstd: the library {ZstdLibrary.File} is not found, version 1.4 or later is required. Install the package libzstd1.", inner);

    public static CodecException BadFrame(string problem) =>
        new(CodecErrorKind.Data, "ZST002", $"Cannot unpack zstd data: {problem}, whole frames are required. Check where the data comes from.");

    public static CodecException BadDeflate(string problem) =>
        new(CodecErrorKind.Data, "DFL001", $"Cannot unpack deflate data: {problem}. Check where the data comes from.");
}

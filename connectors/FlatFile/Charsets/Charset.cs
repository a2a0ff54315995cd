using System.Text;
using ConnectRuntime.Errors;

namespace ConnectRuntime.FlatFile.Charsets;

/// <summary>Chooses the decoding of a file from the configured encoding and the byte order mark at its beginning.</summary>
internal static class Charset
{
    /// <summary>The bytes of a file that tell its byte order mark.</summary>
    public const int MarkBytes = 3;

    private const int Utf8CodePage = 65001;
    private const int Utf16LeCodePage = 1200;
    private const int Utf16BeCodePage = 1201;

    /// <summary>Whether files in this encoding can be read.</summary>
    public static bool IsSupported(Encoding encoding) =>
        encoding.IsSingleByte || encoding.CodePage is Utf8CodePage or Utf16LeCodePage or Utf16BeCodePage;

    /// <summary>The decoding of one file.</summary>
    /// <param name="encoding">As configured.</param>
    /// <param name="first">The first <see cref="MarkBytes"/> bytes of the file, or all it has.</param>
    /// <param name="before">The decoding of another file with the same configuration, whose table can be used again.</param>
    /// <param name="mark">Bytes of the byte order mark, which are no text.</param>
    /// <remarks>A mark of another Unicode encoding wins over the configured one: no text begins with it.</remarks>
    public static TextDecoding Of(Encoding encoding, ReadOnlySpan<byte> first, TextDecoding? before, out int mark)
    {
        mark = 0;
        if (encoding.IsSingleByte)
        {
            return before as SingleByteDecoding ?? new SingleByteDecoding(encoding);
        }

        if (first.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            mark = 3;
            return new Utf8Decoding();
        }

        if (first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || first.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            mark = 2;
            return new Utf16Decoding(bigEndian: first[0] == 0xFE);
        }

        return encoding.CodePage switch
        {
            Utf8CodePage => new Utf8Decoding(),
            Utf16LeCodePage => new Utf16Decoding(bigEndian: false),
            Utf16BeCodePage => new Utf16Decoding(bigEndian: true),
            _ => throw new ConnectException(
                ErrorKind.Config,
                "FIL001",
                $"Cannot read files in {encoding.WebName}: it has more than one byte per character, UTF-8, UTF-16 or a code page of single bytes is required. Convert the files."),
        };
    }
}

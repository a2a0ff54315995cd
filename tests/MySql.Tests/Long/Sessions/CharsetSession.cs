using System.Text;
using ConnectRuntime.MySql.Client.Connections;
using ConnectRuntime.MySql.Tests.Rig;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Tests.Long.Sessions;

/// <summary>A client that speaks one character set, whose texts the server itself has put into that set.</summary>
/// <remarks>
/// Syntax is sent as ASCII, because bytes of ASCII are syntax to the server whatever the set makes of them; what stands between « and » is text. Sets
/// of two or four bytes for everything cannot be spoken: such a session is one of utf8mb4.
/// </remarks>
internal sealed class CharsetSession : IAsyncDisposable
{
    // Letters of many scripts, and some whose second byte in sjis, gbk or big5 is that of a backslash or a backtick.
    private const string Candidates =
        "äöüßéñàçøåÄÖÜŠčŽłőţğışžПриветЖґїΕλάδαשלוםمرحباสวัสดี中文漢字繁體日本テスト한국어Աբգდუბソチ表功許誠乣ﾃｽﾄ€①Ωµ±°½£¥😀𝄞";

    private readonly MySqlConnection _connection;
    private readonly MySqlConnection _converter;
    private readonly Dictionary<string, byte[]> _known = [];

    private CharsetSession(MySqlConnection connection, MySqlConnection converter, string charset) =>
        (_connection, _converter, Charset) = (connection, converter, charset);

    /// <summary>The set that it speaks.</summary>
    public string Charset { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Opens one; <paramref name="converter"/> is a connection of utf8mb4.</summary>
    public static async Task<CharsetSession> OpenAsync(MySqlFamilyServer server, string database, string charset, MySqlConnection converter)
    {
        var connection = await MySqlConnection.ConnectAsync(SourceServers.Config(server, database), Cancel);
        var spoken = charset is "ucs2" or "utf16" or "utf16le" or "utf32" ? "utf8mb4" : charset;
        await connection.ExecuteAsync($"SET sql_mode = ''; SET NAMES {spoken}", Cancel);
        return new CharsetSession(connection, converter, spoken);
    }

    /// <summary>The characters that a set has, by the server: those that come back from it as they were.</summary>
    public static async Task<string> RepertoireAsync(MySqlConnection converter, string charset, string candidates = Candidates)
    {
        var runes = candidates.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        var cells = runes.Select(Hex).Select(hex =>
            $"IF(HEX(CONVERT(CONVERT(_utf8mb4 x'{hex}' USING {charset}) USING utf8mb4)) = '{hex}', HEX(CONVERT(_utf8mb4 x'{hex}' USING {charset})), '')");
        var row = (await converter.RowsAsync("SELECT " + string.Join(", ", cells), Cancel))[0];

        // One byte that the server takes for a quote or a backslash cannot be written as it is.
        return string.Concat(runes.Where((_, i) => !string.IsNullOrEmpty(row[i]) && row[i] is not ("22" or "27" or "5C" or "60")));
    }

    /// <summary>Runs a statement, with its texts between « and ».</summary>
    public async Task RunAsync(string sql)
    {
        using var bytes = new MemoryStream();
        foreach (var (part, i) in sql.Split('«', '»').Select((part, i) => (part, i)))
        {
            bytes.Write(i % 2 == 0 ? Encoding.ASCII.GetBytes(part) : await EncodeAsync(part));
        }

        await _connection.ExecuteAsync(bytes.ToArray(), Cancel);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private async ValueTask<byte[]> EncodeAsync(string text) =>
        _known.TryGetValue(text, out var known)
            ? known
            : _known[text] = Convert.FromHexString((await _converter.ScalarAsync($"SELECT HEX(CONVERT(_utf8mb4 x'{Hex(text)}' USING {Charset}))", Cancel))!);
}

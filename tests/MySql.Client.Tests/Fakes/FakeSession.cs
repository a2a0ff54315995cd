using System.Text;

namespace ConnectRuntime.MySql.Client.Tests.Fakes;

/// <summary>The server's end of one connection: packets built by hand.</summary>
public sealed class FakeSession(Stream stream)
{
    /// <summary>The OK packet without anything.</summary>
    public static readonly byte[] Ok = [0, 0, 0, 2, 0, 0, 0];

    /// <summary>How many bytes go out at once; zero for all.</summary>
    public int Fragment { get; set; }

    /// <summary>The stream, for what is no packet.</summary>
    public Stream Stream { get; set; } = stream;

    /// <summary>A greeting of a MySQL server that speaks mysql_native_password; without DEPRECATE_EOF and TLS.</summary>
    public static byte[] Greeting(string plugin = "mysql_native_password", string version = "8.0.36", uint capabilities = 0x00BF_A20F) =>
    [
        10, .. Encoding.ASCII.GetBytes(version), 0, 7, 0, 0, 0, .. "12345678"u8, 0,
        (byte)capabilities, (byte)(capabilities >> 8), 45, 2, 0, (byte)(capabilities >> 16), (byte)(capabilities >> 24), 21,
        .. new byte[10], .. "901234567890"u8, 0, .. Encoding.ASCII.GetBytes(plugin), 0,
    ];

    /// <summary>An error.</summary>
    public static byte[] Error(int number, string state, string message) =>
        [0xFF, (byte)number, (byte)(number >> 8), (byte)'#', .. Encoding.ASCII.GetBytes(state), .. Encoding.UTF8.GetBytes(message)];

    /// <summary>The definition of a text column.</summary>
    public static byte[] Column(string name) =>
        [3, .. "def"u8, 0, 0, 0, (byte)name.Length, .. Encoding.ASCII.GetBytes(name), 0, 12, 45, 0, 0, 1, 0, 0, 253, 0, 0, 0, 0, 0];

    /// <summary>Sends a packet.</summary>
    public async Task SendAsync(byte sequence, params byte[] payload) =>
        await RawAsync([(byte)payload.Length, (byte)(payload.Length >> 8), (byte)(payload.Length >> 16), sequence, .. payload]);

    /// <summary>Sends bytes.</summary>
    public async Task RawAsync(byte[] bytes)
    {
        var step = Fragment == 0 ? bytes.Length : Fragment;
        for (var at = 0; at < bytes.Length; at += step)
        {
            await Stream.WriteAsync(bytes.AsMemory(at, Math.Min(step, bytes.Length - at)));
            await Stream.FlushAsync();
            if (Fragment > 0)
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>Receives a packet.</summary>
    public async Task<byte[]> ReceiveAsync()
    {
        var header = new byte[4];
        await Stream.ReadExactlyAsync(header);
        var payload = new byte[header[0] | (header[1] << 8) | (header[2] << 16)];
        await Stream.ReadExactlyAsync(payload);
        return payload;
    }

    /// <summary>Greets, takes any login, and answers the first statement of every session.</summary>
    public async Task LogInAsync()
    {
        await SendAsync(0, Greeting());
        await ReceiveAsync();
        await SendAsync(2, Ok);
        await ReceiveAsync();
        await SendAsync(1, Ok);
    }

    /// <summary>Sends a head of one column, without its rows.</summary>
    public async Task ColumnsAsync()
    {
        await SendAsync(1, 1);
        await SendAsync(2, Column("c"));
        await SendAsync(3, 0xFE, 0, 0, 2, 0);
    }
}

using System.Security.Cryptography;
using System.Text;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>The proof in MariaDB's OK (11.4 and later) that the one who showed the certificate keeps our password's hash.</summary>
/// <remarks>
/// <code>
/// info = 0x01 | 64 hexadecimal digits of SHA-256(what is kept of the password ‖ salt ‖ SHA-256 of the certificate)
/// </code>
/// The salt is that of the greeting, whatever plugin came after. One who sits in between has another certificate, and cannot make the digits without the hash.
/// Page: "Zero-configuration TLS" in MariaDB's documentation.
/// </remarks>
internal static class ServerProof
{
    public static void Check(string server, string info, byte[]? kept, ReadOnlySpan<byte> salt, ReadOnlySpan<byte> fingerprint)
    {
        if (kept is null)
        {
            throw MySqlErrors.NotProved(server, "the account's authentication plugin has no proof");
        }

        if (info.Length == 0 || info[0] != '\u0001')
        {
            throw MySqlErrors.NotProved(server, "the server sent no proof");
        }

        var digits = Convert.ToHexString(SHA256.HashData([.. kept, .. salt, .. fingerprint]));
        var sent = Encoding.UTF8.GetBytes(info[1..].ToUpperInvariant());
        if (!CryptographicOperations.FixedTimeEquals(sent, Encoding.ASCII.GetBytes(digits)))
        {
            throw MySqlErrors.NotProved(server, "its proof is wrong, so somebody may sit in between");
        }
    }
}

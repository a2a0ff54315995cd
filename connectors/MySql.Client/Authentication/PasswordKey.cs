using System.Security.Cryptography;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Authentication;

/// <summary>The two SHA-2 ways of sending a password itself: in the open where nobody can listen, else encrypted by an RSA key of the server.</summary>
internal static class PasswordKey
{
    private const int SaltBytes = 20;

    /// <summary>The password, encrypted or not, or <paramref name="keyRequest"/> itself when the server's key has to be asked for first.</summary>
    public static byte[] FullLogin(AuthenticationContext context, string plugin, byte[] keyRequest)
    {
        if (context.MayProve)
        {
            throw MySqlErrors.PasswordWouldLeak(context.Server, plugin);
        }

        if (context.IsPrivate)
        {
            return [.. context.Password, 0];
        }

        if (context.PublicKeyFile is { } file)
        {
            try
            {
                return Encrypt(context, File.ReadAllText(file));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw MySqlErrors.BadPublicKey(context.Server, e.Message.TrimEnd('.'), e);
            }
        }

        return context.AllowPublicKeyRetrieval ? keyRequest : throw MySqlErrors.KeyNotAllowed(context.Server, plugin);
    }

    /// <summary>RSA-OAEP (SHA-1) of the password and a zero byte, mixed with the salt.</summary>
    public static byte[] Encrypt(AuthenticationContext context, string pem)
    {
        byte[] plain = [.. context.Password, 0];
        Bytes.Xor(plain, context.Salt.AsSpan(0, SaltBytes));
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return rsa.Encrypt(plain, RSAEncryptionPadding.OaepSHA1);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw MySqlErrors.BadPublicKey(context.Server, e.Message.TrimEnd('.'), e);
        }
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using ConnectRuntime.MySql.Client.Errors;

namespace ConnectRuntime.MySql.Client.Tls;

/// <summary>Certificates from the files that people have: PEM, DER or PKCS#12.</summary>
internal static class CertificateFiles
{
    /// <summary>The authorities in a file.</summary>
    public static X509Certificate2Collection Authorities(string path, string? password)
    {
        const string Option = "the file of certificate authorities";
        var bytes = ReadFile(path, Option);
        var found = new X509Certificate2Collection();
        try
        {
            if (IsPem(bytes))
            {
                found.ImportFromPem(Encoding.ASCII.GetString(bytes));
            }
            else if (bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFE, 0xED, 0xFE, 0xED]))
            {
                throw MySqlErrors.BadCertificateFile(Option, path, "it is a Java keystore; convert it by keytool -importkeystore -deststoretype pkcs12");
            }
            else if (X509Certificate2.GetCertContentType(bytes) == X509ContentType.Cert)
            {
                found.Add(X509CertificateLoader.LoadCertificate(bytes));
            }
            else
            {
                found = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
            }
        }
        catch (CryptographicException e)
        {
            throw MySqlErrors.BadCertificateFile(Option, path, Trim(e), e);
        }

        return found.Count > 0 ? found : throw MySqlErrors.BadCertificateFile(Option, path, "it holds no certificate");
    }

    /// <summary>Our own certificate with its key: from two PEM files, one PEM file with both, or PKCS#12.</summary>
    public static X509Certificate2 Own(string path, string? keyPath, string? password)
    {
        const string Option = "the client's certificate";
        var bytes = ReadFile(path, Option);
        try
        {
            if (!IsPem(bytes))
            {
                return X509CertificateLoader.LoadPkcs12(bytes, password);
            }

            var certificate = Encoding.ASCII.GetString(bytes);
            var key = keyPath is null ? certificate : Encoding.ASCII.GetString(ReadFile(keyPath, "the client's key"));
            return string.IsNullOrEmpty(password) || !key.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? X509Certificate2.CreateFromPem(certificate, key)
                : X509Certificate2.CreateFromEncryptedPem(certificate, key, password);
        }
        catch (CryptographicException e)
        {
            throw MySqlErrors.BadCertificateFile(Option, keyPath is null ? path : $"{path}, {keyPath}", Trim(e), e);
        }
    }

    private static bool IsPem(byte[] bytes) => bytes.AsSpan().IndexOf("-----BEGIN "u8) >= 0;

    private static string Trim(Exception e) => e.Message.TrimEnd('.');

    private static byte[] ReadFile(string path, string option)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw MySqlErrors.BadCertificateFile(option, path, Trim(e), e);
        }
    }
}

using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectRuntime.Testing.Servers;

namespace ConnectRuntime.MySql.Client.Tests.Rig;

/// <summary>Two authorities; a server's certificate by the first for localhost, one for another host, and a client's; in files as people have them.</summary>
public sealed class TestCertificates : IDisposable
{
    /// <summary>Password of the encrypted files.</summary>
    public const string Password = "file-secret";

    private readonly TempFolder _folder = new("tls", "/tmp");

    /// <summary>Makes the files.</summary>
    public TestCertificates()
    {
        using var authority = Authority("Test CA");
        using var other = Authority("Other CA");
        using var server = Issue(authority, "server", "localhost", IPAddress.Loopback);
        using var stranger = Issue(authority, "elsewhere", "elsewhere.example", null);
        using var client = Issue(authority, "client", null, null);
        Write("ca.pem", authority.ExportCertificatePem());
        Write("other-ca.pem", other.ExportCertificatePem());
        File.WriteAllBytes(Path("ca.der"), authority.Export(X509ContentType.Cert));
        File.WriteAllBytes(Path("ca.p12"), new X509Certificate2Collection(
            X509CertificateLoader.LoadCertificate(authority.RawData)).Export(X509ContentType.Pfx, Password)!);
        WritePair("server", server);
        WritePair("stranger", stranger);
        WritePair("client", client);
        Write("client-both.pem", client.ExportCertificatePem() + "\n" + client.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        Write("client-encrypted.key", client.GetRSAPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem(
            Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        File.WriteAllBytes(Path("client.p12"), client.Export(X509ContentType.Pfx, Password));
        Write("broken.pem", "-----BEGIN CERTIFICATE-----\nnot base64\n-----END CERTIFICATE-----\n");
        Write("empty.pem", "-----BEGIN NOTHING-----\n-----END NOTHING-----\n");
        File.WriteAllBytes(Path("keystore.jks"), [0xFE, 0xED, 0xFE, 0xED, 0, 0, 0, 2]);
    }

    /// <summary>Options that make a server use them.</summary>
    public IEnumerable<string> ServerOptions(string name = "server") =>
        [$"--ssl-ca={Path("ca.pem")}", $"--ssl-cert={Path(name + ".pem")}", $"--ssl-key={Path(name + ".key")}"];

    /// <summary>The full path of a file.</summary>
    public string Path(string name) => _folder.Combine(name);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    private static X509Certificate2 Authority(string name)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(2));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, string name, string? host, IPAddress? address)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host ?? "client.example");
        if (address is not null)
        {
            names.AddIpAddress(address);
        }

        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(
            authority, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    private void WritePair(string name, X509Certificate2 certificate)
    {
        Write($"{name}.pem", certificate.ExportCertificatePem());
        Write($"{name}.key", certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private void Write(string name, string text) => File.WriteAllText(Path(name), text);
}

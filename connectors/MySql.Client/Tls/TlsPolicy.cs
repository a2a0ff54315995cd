using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using ConnectRuntime.MySql.Client.Connections;

namespace ConnectRuntime.MySql.Client.Tls;

/// <summary>The decision whether a server's certificate is good enough, and what came of it.</summary>
/// <remarks>
/// One per login. Without a CA of its own, and where the server can prove by the OK packet that it knows the password's hash, a certificate
/// that does not pass is accepted for the time being: <see cref="NeedsProof"/>. Until the proof, no password may be sent.
/// </remarks>
internal sealed class TlsPolicy(MySqlConnectionConfig config, bool canProve)
{
    /// <summary>Whether the certificate passed what the mode asks for, in one of the two modes that ask.</summary>
    public bool IsVerified { get; private set; }

    /// <summary>Whether the login must prove the server.</summary>
    public bool NeedsProof { get; private set; }

    /// <summary>Why the certificate was refused, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>SHA-256 of the server's certificate.</summary>
    public byte[] Fingerprint { get; private set; } = [];

    public SslClientAuthenticationOptions Options()
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = config.Host,
            RemoteCertificateValidationCallback = Accept,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (config.SslCertificate is { } own)
        {
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                CertificateFiles.Own(own, config.SslKey, config.SslKeyPassword), additionalCertificates: null, offline: true);
        }

        return options;
    }

    private bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 found)
        {
            Problem = "it shows no certificate";
            return false;
        }

        Fingerprint = found.GetCertHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        if (config.SslMode < SslMode.VerifyCa)
        {
            return true;
        }

        var problem = ChainProblem(found, chain, errors);
        if (problem is null && config.SslMode == SslMode.VerifyIdentity && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            problem = $"its certificate ({found.Subject}) does not name the host {config.Host}";
        }

        IsVerified = problem is null;
        NeedsProof = problem is not null && config.SslCa is null && canProve;
        Problem = NeedsProof ? null : problem;
        return problem is null || NeedsProof;
    }

    private string? ChainProblem(X509Certificate2 found, X509Chain? sent, SslPolicyErrors errors)
    {
        if (config.SslCa is null)
        {
            return errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors)
                ? $"no CA of this system vouches for its certificate ({found.Subject}: {Status(sent)})"
                : null;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(CertificateFiles.Authorities(config.SslCa, config.SslCaPassword));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.NoFlag;
        foreach (var element in sent?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        return chain.Build(found) ? null : $"the CA file does not vouch for its certificate ({found.Subject}: {Status(chain)})";
    }

    private static string Status(X509Chain? chain) =>
        string.Join(", ", chain?.ChainStatus.Select(s => s.Status.ToString()).Distinct() ?? []);
}

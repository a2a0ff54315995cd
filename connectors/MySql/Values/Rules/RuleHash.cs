using System.Security.Cryptography;

namespace ConnectRuntime.MySql.Values.Rules;

/// <summary>The hashes that a rule may name, by the names that Java gives them.</summary>
internal static class RuleHash
{
    /// <summary>The names, for messages.</summary>
    public const string Names = "MD5, SHA-1, SHA-256, SHA-384, SHA-512, SHA3-256, SHA3-384, SHA3-512";

    /// <summary>Whether a name is one of a hash that can be computed here.</summary>
    public static bool IsKnown(string name) => Find(name) is not null;

    /// <summary>The hash of a name, in any case; null for one that is not known, or that the system's cryptography does not have.</summary>
    public static HashAlgorithmName? Find(string name) => name.ToUpperInvariant() switch
    {
        "MD5" => HashAlgorithmName.MD5,
        "SHA" or "SHA1" or "SHA-1" => HashAlgorithmName.SHA1,
        "SHA-256" => HashAlgorithmName.SHA256,
        "SHA-384" => HashAlgorithmName.SHA384,
        "SHA-512" => HashAlgorithmName.SHA512,
        "SHA3-256" when SHA3_256.IsSupported => HashAlgorithmName.SHA3_256,
        "SHA3-384" when SHA3_384.IsSupported => HashAlgorithmName.SHA3_384,
        "SHA3-512" when SHA3_512.IsSupported => HashAlgorithmName.SHA3_512,
        _ => null,
    };
}

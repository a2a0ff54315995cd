using ConnectRuntime.Avro.Schemas;

namespace ConnectRuntime.Avro.Tests.Schemas;

public class CanonicalFormTests
{
    [Theory]
    [MemberData(nameof(PublishedVectors.All), MemberType = typeof(PublishedVectors))]
    public void Published_vectors(string text, string canonical, long fingerprint)
    {
        var schema = AvroSchema.Parse(text);
        Assert.Equal(canonical, ParsingCanonicalForm.Of(schema));
        Assert.Equal(unchecked((ulong)fingerprint), AvroFingerprint.Crc64(schema));
        Assert.Equal(canonical, ParsingCanonicalForm.Of(AvroSchema.Parse(canonical)));
        Assert.Equal(canonical, ParsingCanonicalForm.Of(AvroSchema.Parse(schema.ToString())));
    }

    /// <summary>From Java Avro 1.11.4's SchemaNormalization.</summary>
    [Theory]
    [MemberData(nameof(PrinterTests.Java), MemberType = typeof(PrinterTests))]
    public void Fingerprints_of_Java(string text, string printed, long fingerprint)
    {
        Assert.Equal(unchecked((ulong)fingerprint), AvroFingerprint.Crc64(AvroSchema.Parse(text)));
        Assert.Equal(unchecked((ulong)fingerprint), AvroFingerprint.Crc64(AvroSchema.Parse(printed)));
    }

    /// <summary>From md5sum and sha256sum of the canonical form.</summary>
    [Theory]
    [InlineData("\"null\"", "9B41EF67651C18488A8B08BB67C75699", "F072CBEC3BF8841871D4284230C5E983DC211A56837AED862487148F947D1A1F")]
    [InlineData("{\"type\":\"string\"}", "095D71CF12556B9D5E330AD575B3DF5D", "E9E5C1C9E4F6277339D1BCDE0733A59BD42F8731F449DA6DC13010A916930D48")]
    public void Digests(string text, string md5, string sha256)
    {
        var schema = AvroSchema.Parse(text);
        Assert.Equal(md5, Convert.ToHexString(AvroFingerprint.Md5(schema)));
        Assert.Equal(sha256, Convert.ToHexString(AvroFingerprint.Sha256(schema)));
    }
}

namespace ConnectRuntime.Errors;

/// <summary>Headers by which a source hands the original bytes of a row that it cannot read to the dead letter made of it.</summary>
/// <remarks>They are headers of the failed row and become the value of its dead letter. The names are in UTF-8.</remarks>
public static class ErrorHeaders
{
    /// <summary>What the names of all headers about errors begin with, as in Kafka Connect.</summary>
    public const string Prefix = "__connect.errors.";

    /// <summary>All bytes of the row.</summary>
    public static ReadOnlySpan<byte> Raw => "__connect.errors.raw"u8;

    /// <summary>The first bytes of a row that is too long to be kept whole.</summary>
    public static ReadOnlySpan<byte> RawCut => "__connect.errors.raw.cut"u8;
}

using ConnectRuntime.Records;

namespace ConnectRuntime.Avro;

/// <summary>The bytes of the text that stands for an unavailable value, <see cref="EnvelopeSchema.UnavailablePlaceholder"/>.</summary>
internal static class AvroPlaceholder
{
    public const int Length = 28;

    public static ReadOnlySpan<byte> Utf8 => "__debezium_unavailable_value"u8;
}

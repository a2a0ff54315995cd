using System.Text.Json;
using System.Text.Json.Serialization;

namespace ConnectRuntime.Benchmarks;

/// <summary>What a rig measured; fields that do not apply are left out.</summary>
/// <param name="Rig">Its name.</param>
internal sealed record RigResult([property: JsonPropertyName("rig")] string Rig)
{
    private static readonly JsonSerializerOptions Compact = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Which part of the rig, where it has several.</summary>
    [JsonPropertyName("phase")]
    public string? Phase { get; init; }

    /// <summary>Rows that went through.</summary>
    [JsonPropertyName("rows")]
    public long? Rows { get; init; }

    /// <summary>Wall time.</summary>
    [JsonPropertyName("seconds")]
    public double? Seconds { get; init; }

    /// <summary>Rows a second of wall time.</summary>
    [JsonPropertyName("rows_per_s")]
    public double? RowsPerSecond { get; init; }

    /// <summary>Bytes a second of wall time.</summary>
    [JsonPropertyName("bytes_per_s")]
    public double? BytesPerSecond { get; init; }

    /// <summary>Managed bytes allocated for each row.</summary>
    [JsonPropertyName("alloc_bytes_per_row")]
    public double? AllocatedPerRow { get; init; }

    /// <summary>Processor time of this process.</summary>
    [JsonPropertyName("cpu_s")]
    public double? CpuSeconds { get; init; }

    /// <summary>Most memory that the process had, in MiB.</summary>
    [JsonPropertyName("rss_mb")]
    public double? RssMegabytes { get; init; }

    /// <summary>Against the comparison that the bar names, measured in the same run.</summary>
    [JsonPropertyName("ratio")]
    public double? Ratio { get; init; }

    /// <summary>What it was compared with, in the same unit.</summary>
    [JsonPropertyName("reference_rows_per_s")]
    public double? ReferenceRowsPerSecond { get; init; }

    /// <summary>Processor time that the other side took for the same rows.</summary>
    [JsonPropertyName("reference_cpu_s")]
    public double? ReferenceCpuSeconds { get; init; }

    /// <summary>Most memory that the other side's process had, in MiB.</summary>
    [JsonPropertyName("reference_rss_mb")]
    public double? ReferenceRssMegabytes { get; init; }

    /// <summary>The line for standard output.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Compact);
}

using ConnectRuntime.Connectors;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>Drops, keeps and renames fields of the value.</summary>
[Plugin(
    "org.apache.kafka.connect.transforms.ReplaceField$Value",
    "ReplaceField$Value",
    Summary = "Drops, keeps and renames fields of the value, nested ones too, at no cost per row.")]
public sealed class ReplaceFieldValue() : ReplaceField(isKey: false);

using ConnectRuntime.Connectors;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>Drops, keeps and renames fields of the key.</summary>
[Plugin(
    "org.apache.kafka.connect.transforms.ReplaceField$Key",
    "ReplaceField$Key",
    Summary = "Drops, keeps and renames fields of the key, at no cost per row.")]
public sealed class ReplaceFieldKey() : ReplaceField(isKey: true);

using ConnectRuntime.Connectors;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>Masks fields of the key.</summary>
[Plugin(
    "org.apache.kafka.connect.transforms.MaskField$Key",
    "MaskField$Key",
    Summary = "Puts a zero, an empty text or a replacement in the place of fields of the key.")]
public sealed class MaskFieldKey() : MaskField(isKey: true);

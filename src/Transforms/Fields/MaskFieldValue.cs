using ConnectRuntime.Connectors;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>Masks fields of the value.</summary>
[Plugin(
    "org.apache.kafka.connect.transforms.MaskField$Value",
    "MaskField$Value",
    Summary = "Puts a zero, an empty text or a replacement in the place of fields of the value, nested ones too.")]
public sealed class MaskFieldValue() : MaskField(isKey: false);

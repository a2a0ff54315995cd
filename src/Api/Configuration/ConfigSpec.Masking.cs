using ConnectRuntime.Configuration.Parsing;

namespace ConnectRuntime.Configuration;

public sealed partial class ConfigSpec
{
    /// <summary>A configuration as it may be shown: secrets by this spec, and by their names where the spec does not know them, are <c>[hidden]</c>.</summary>
    /// <remarks>A value that is nothing but a reference to a config provider stays, because it gives nothing away and says where to look.</remarks>
    public IReadOnlyDictionary<string, string?> Mask(IReadOnlyDictionary<string, string?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Masking.Mask(this, values);
    }
}

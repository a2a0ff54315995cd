using ConnectRuntime.Records;

namespace ConnectRuntime.Avro.Mapping;

/// <summary>The symbols of text that came from an Avro enum, from its schema's parameters.</summary>
internal static class EnumShape
{
    /// <summary>The symbols, in the enum's order where the parameter <c>allowed</c> tells it.</summary>
    public static IReadOnlyList<string> Symbols(RecordSchema schema)
    {
        List<string> symbols = [.. schema.Parameters.Where(pair => pair.Key.StartsWith(ConnectNames.EnumSymbol, StringComparison.Ordinal)).Select(pair => pair.Value)];
        var ordered = schema.Parameters.GetValueOrDefault(ConnectNames.Allowed)?.Split(',') ?? [];
        return symbols.Count == 0 || (ordered.Length == symbols.Count && ordered.All(symbols.Contains)) ? ordered : symbols;
    }
}

/// <summary>Bytes that are written as an Avro fixed, as their schema's parameter says.</summary>
internal static class FixedShape
{
    /// <summary>The number of bytes, or null where any number is written.</summary>
    public static int? SizeOf(RecordSchema schema) =>
        schema.Parameters.TryGetValue(ConnectNames.FixedSize, out var text)
        && int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var size) && size >= 0 ? size : null;
}

using System.Collections.ObjectModel;
using System.Globalization;

namespace ConnectRuntime.Records;

/// <summary>The one shape of every default, so that equal defaults are told to be equal and nobody can change one.</summary>
internal static class SchemaDefault
{
    /// <summary>A copy in the shape that <see cref="RecordSchema"/> describes.</summary>
    public static object? Normalise(object? value) => value switch
    {
        null or bool or string or long or double => value,
        sbyte or short or int or byte or ushort or uint => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        float single => (double)single,
        byte[] bytes => bytes.AsSpan().ToArray(),
        IReadOnlyDictionary<string, object?> pairs => new ReadOnlyDictionary<string, object?>(
            pairs.ToDictionary(pair => pair.Key, pair => Normalise(pair.Value), StringComparer.Ordinal)),
        IReadOnlyList<object?> items => new ReadOnlyCollection<object?>([.. items.Select(Normalise)]),
        _ => throw new ArgumentException(
            $"A default is a boolean, an integer, a float, a string, bytes, a list or a map of those, not {value.GetType()}.",
            nameof(value)),
    };

    /// <summary>Whether two normalised defaults are equal. Zero and minus zero are not.</summary>
    public static bool Same(object? a, object? b) => (a, b) switch
    {
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (double x, double y) => BitConverter.DoubleToInt64Bits(x) == BitConverter.DoubleToInt64Bits(y),
        (IReadOnlyDictionary<string, object?> x, IReadOnlyDictionary<string, object?> y) =>
            x.Count == y.Count && x.All(pair => y.TryGetValue(pair.Key, out var other) && Same(pair.Value, other)),
        (IReadOnlyList<object?> x, IReadOnlyList<object?> y) =>
            x.Count == y.Count && x.Zip(y).All(pair => Same(pair.First, pair.Second)),
        _ => Equals(a, b),
    };

    /// <summary>A hash that equal defaults share; those with parts are told apart by the number of them only.</summary>
    public static int Hash(object? value) => value switch
    {
        null => 0,
        byte[] bytes => bytes.Length,
        IReadOnlyDictionary<string, object?> pairs => pairs.Count,
        IReadOnlyList<object?> items => items.Count,
        _ => value.GetHashCode(),
    };
}

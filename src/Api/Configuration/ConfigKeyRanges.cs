namespace ConnectRuntime.Configuration;

/// <summary>Limits for keys whose values have an order.</summary>
public static class ConfigKeyRanges
{
    /// <summary>From <paramref name="min"/> to <paramref name="max"/>, both allowed.</summary>
    public static ConfigKey<T> Range<T>(this ConfigKey<T> key, T min, T max)
        where T : struct, IComparable<T> =>
        Limit(
            key,
            value => value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0,
            $"from {Text(key, min)} to {Text(key, max)}",
            Text(key, min),
            Text(key, max));

    /// <summary><paramref name="min"/> or more.</summary>
    public static ConfigKey<T> AtLeast<T>(this ConfigKey<T> key, T min)
        where T : struct, IComparable<T> =>
        Limit(key, value => value.CompareTo(min) >= 0, $"of at least {Text(key, min)}", Text(key, min), null);

    /// <summary>From <paramref name="min"/> to <paramref name="max"/> milliseconds, both allowed.</summary>
    public static ConfigKey<TimeSpan> Range(this ConfigKey<TimeSpan> key, long min, long max) =>
        key.Range(TimeSpan.FromMilliseconds(min), TimeSpan.FromMilliseconds(max));

    /// <summary><paramref name="min"/> milliseconds or more.</summary>
    public static ConfigKey<TimeSpan> AtLeast(this ConfigKey<TimeSpan> key, long min) => key.AtLeast(TimeSpan.FromMilliseconds(min));

    /// <summary>The value when the option is not set, in milliseconds.</summary>
    public static ConfigKey<TimeSpan> Default(this ConfigKey<TimeSpan> key, long milliseconds)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Default(TimeSpan.FromMilliseconds(milliseconds));
    }

    /// <summary>At least one character, even if the option has a default.</summary>
    public static ConfigKey<string> NotEmpty(this ConfigKey<string> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Must(text => text.Length > 0, "a text that is not empty");
    }

    /// <summary>The items when the option is not set; none means an empty list.</summary>
    public static ConfigKey<IReadOnlyList<T>> Default<T>(this ConfigKey<IReadOnlyList<T>> key, params T[] items)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Default((IReadOnlyList<T>)items);
    }

    private static string Text<T>(ConfigKey<T> key, T value) => key.Syntax.Format(value);

    private static ConfigKey<T> Limit<T>(ConfigKey<T> key, Func<T, bool> holds, string words, string? min, string? max)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Limit(holds, $"{key.Syntax.Requirement} {words}", min, max);
    }
}

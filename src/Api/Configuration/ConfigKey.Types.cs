using System.Globalization;
using System.Text;
using ConnectRuntime.Configuration.Keys;

namespace ConnectRuntime.Configuration;

// The vocabulary of types: what an author can declare.
public abstract partial class ConfigKey
{
    /// <summary><c>true</c> or <c>false</c>, in any case.</summary>
    public static ConfigKey<bool> Bool(string name) =>
        Make(name, new ConfigSyntax<bool>(ConfigType.Boolean, "true or false", bool.Parse, value => value ? "true" : "false"));

    /// <summary>A whole number of 32 bits.</summary>
    public static ConfigKey<int> Int(string name) => Make(name, NumberSyntax.Int);

    /// <summary>A whole number of 16 bits.</summary>
    public static ConfigKey<short> Short(string name) => Make(name, NumberSyntax.Short);

    /// <summary>A whole number of 64 bits.</summary>
    public static ConfigKey<long> Long(string name) => Make(name, NumberSyntax.Long);

    /// <summary>A finite number with a point as decimal mark.</summary>
    public static ConfigKey<double> Double(string name) => Make(name, NumberSyntax.Double);

    /// <summary>Text without the blanks around it.</summary>
    public static ConfigKey<string> String(string name) => Make(name, TextSyntax.Trimmed);

    /// <summary>Text with the blanks around it, such as a delimiter that is a tab.</summary>
    public static ConfigKey<string> Verbatim(string name) => Make(name, TextSyntax.Verbatim);

    /// <summary>A secret: hidden in every message, status and answer.</summary>
    public static ConfigKey<Secret> Password(string name) => Make(name, TextSyntax.Password).Hidden();

    /// <summary>Texts separated by commas; blanks around them and empty ones are dropped.</summary>
    public static ConfigKey<IReadOnlyList<string>> List(string name) => Make(name, ListSyntax.Texts);

    /// <summary>One of the members of an enum, written in snake case (<c>RecordKey</c> as <c>record_key</c>) and read in any case.</summary>
    /// <remarks>A member with <c>[JsonStringEnumMemberName("…")]</c> is written as that says.</remarks>
    public static ConfigKey<T> Enum<T>(string name)
        where T : struct, Enum => Make(name, EnumSyntax.Of<T>());

    /// <summary>One of a few texts, read in any case.</summary>
    public static ConfigKey<string> OneOf(string name, params string[] values) => Make(name, EnumSyntax.Of(values));

    /// <summary>A regular expression in .NET's dialect, culture-invariant; one match may take a second at most.</summary>
    public static ConfigKey<System.Text.RegularExpressions.Regex> Regex(string name) => Make(name, TextSyntax.Regex);

    /// <summary>A duration: whole milliseconds, or a number with <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>. −1 is <see cref="Timeout.InfiniteTimeSpan"/>, for options that know "no end".</summary>
    /// <remarks>Not negative unless a <c>Range</c> allows it.</remarks>
    public static ConfigKey<TimeSpan> Milliseconds(string name) => Make(name, DurationSyntax.Milliseconds).AtLeast(0);

    /// <summary>A size: whole bytes, or a number with <c>kB</c>, <c>MB</c>, <c>GB</c>, <c>KiB</c>, <c>MiB</c>, <c>GiB</c>. Not negative unless a <c>Range</c> allows it.</summary>
    public static ConfigKey<long> Bytes(string name) => Make(name, SizeSyntax.Bytes).AtLeast(0);

    /// <summary>A character encoding by its IANA name, with the EBCDIC and DOS code pages.</summary>
    public static ConfigKey<Encoding> Charset(string name) => Make(name, CharsetSyntax.Charset);

    /// <summary>A time zone by its IANA name, or an offset such as <c>+02:00</c>.</summary>
    public static ConfigKey<TimeZoneInfo> TimeZone(string name) => Make(name, TimeZoneSyntax.TimeZone);

    /// <summary>The name of a plugin class, full or simple.</summary>
    public static ConfigKey<string> Class(string name) => Make(name, TextSyntax.Class);

    /// <summary>Any other type.</summary>
    /// <param name="name">The option's name.</param>
    /// <param name="requirement">What a text must be, as the words before "is required": <c>a host and a port</c>.</param>
    /// <param name="parse">Gets trimmed text; throws anything if it is no value.</param>
    /// <param name="format">Writes a value so that <paramref name="parse"/> reads it back; <c>ToString</c> if null.</param>
    /// <param name="type">The type word for REST.</param>
    public static ConfigKey<T> Custom<T>(
        string name, string requirement, Func<string, T> parse, Func<T, string>? format = null, ConfigType type = ConfigType.String)
    {
        format ??= value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return Make(name, new ConfigSyntax<T>(type, requirement, parse, format));
    }

    internal static ConfigKey<T> Make<T>(string name, ConfigSyntax<T> syntax)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var definition = new ConfigDefinition
        {
            Name = name,
            Type = syntax.Type,
            Requirement = syntax.Requirement,
            DisplayName = Label(name),
            Width = WidthOf(syntax.Type),
            Values = syntax.Values,
            Recommended = syntax.Values,
            AllowsUnit = syntax.AllowsUnit,
        };
        return new(definition, syntax, [], default);
    }

    private static string Label(string name)
    {
        var words = name.Replace('.', ' ').Replace('_', ' ').Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static ConfigWidth WidthOf(ConfigType type) => type switch
    {
        ConfigType.Boolean or ConfigType.Int or ConfigType.Short or ConfigType.Long or ConfigType.Double => ConfigWidth.Short,
        ConfigType.List or ConfigType.Class => ConfigWidth.Long,
        _ => ConfigWidth.Medium,
    };
}

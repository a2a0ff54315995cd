using ConnectRuntime.Configuration;

namespace ConnectRuntime.MySql.Configuration;

/// <summary>The option <c>converters</c>, of which one converter of Debezium's is known: the one that makes TINYINT(1) a boolean.</summary>
internal static class ConverterOptions
{
    private const string TinyInt = "TinyIntOneToBooleanConverter";

    public static readonly ConfigKey<IReadOnlyList<string>> Converters = ConfigKey.List("converters").Default().Low().Doc(
        $"Names of converters, of which {TinyInt} is the one there is: it writes TINYINT(1) as a boolean. Its options begin with its name and a dot.");

    private static readonly ConfigKey<string> Type = ConfigKey.Class("type").Must(IsTinyInt, $"io.debezium.connector.mysql.converters.{TinyInt}").Doc(
        "The converter's class.");

    private static readonly ConfigKey<RegexList?> Selector = CaptureKeys.List("selector").Optional().Doc(
        "Columns that are converted, as database.table.column; without it, all of the type.");

    private static readonly ConfigKey<bool> LengthChecker = ConfigKey.Bool("length.checker").Default(true).Doc(
        "Whether only TINYINT(1) is converted. If false, every TINYINT is.");

    public static readonly ConfigFamily Members = ConfigFamily.Listed("", Converters, SpecOf)
        .Doc("Options of a converter: type; selector, the columns it is for; length.checker=false, to convert every TINYINT.").Group("Converter {alias}");

    /// <summary>The converters of a configuration.</summary>
    public static IReadOnlyList<TinyIntConverter> Read(ConnectorConfig config) =>
        [.. config.Members(Members).Select(member => new TinyIntConverter(member.Value.Get(Selector), member.Value.Get(LengthChecker)))];

    public static void Check(ConnectorConfig config, ConfigProblems problems) => MySqlRules.Readable(config, problems, Selector);

    // The options of a converter that is not there would be unknown options, which hides what matters.
    private static ConfigSpec SpecOf(ConfigMember member) =>
        IsTinyInt(member.Values.GetValueOrDefault(Type.Name)?.Trim() ?? "") || !member.Values.ContainsKey(Type.Name)
            ? ConfigSpec.Of(Type, Selector, LengthChecker).Rule(Check)
            : ConfigSpec.Empty.Unsupported(
                Type.Name, $"Only {TinyInt} is there. Remove it from 'converters', and convert the values with a transform.").Ignored("*", "Its converter is not there.");

    private static bool IsTinyInt(string name) => name == TinyInt || name.EndsWith($".{TinyInt}", StringComparison.Ordinal);
}

using System.Text.Json.Serialization;
using ConnectRuntime.Configuration;

namespace ConnectRuntime.Api.Tests.Configuration;

/// <summary>A small sink's options, as an author would declare them.</summary>
internal static class SampleSpec
{
    public static readonly ConfigKey<string> Url = ConfigKey.String("connection.url").High().Doc("Where the database is.");

    public static readonly ConfigKey<Secret?> Password = ConfigKey.Password("connection.password").Optional().High()
        .Doc("Password of the user.");

    public static readonly ConfigKey<PkMode> Mode = ConfigKey.Enum<PkMode>("pk.mode").Default(PkMode.None)
        .Doc("Where the key columns come from.");

    public static readonly ConfigKey<IReadOnlyList<string>> Fields = ConfigKey.List("pk.fields")
        .VisibleWhen(Mode, PkMode.RecordKey, PkMode.Kafka).Doc("Names of the key columns.");

    public static readonly ConfigKey<int> BatchSize = ConfigKey.Int("batch.size").Default(3000).Range(1, 1_000_000).Low()
        .Doc("Rows per statement.");

    public static readonly ConfigKey<IReadOnlyList<string>> Transforms = ConfigKey.List("transforms").Default()
        .Doc("Transforms in order.");

    public static readonly ConfigKey<string> Type = ConfigKey.Class("type").Doc("Class of the transform.");

    public static readonly ConfigKey<string> Field = ConfigKey.String("field").Doc("Field to mask.");

    public static readonly ConfigKey<string> Salt = ConfigKey.String("salt.text").Default("").Hidden().Doc("Salt of the hash.");

    public static readonly ConfigPrefix Overrides = new ConfigPrefix("consumer.override.").Doc("Settings of the consumer.");

    public static readonly ConfigFamily Family = ConfigFamily.Listed("transforms.", Transforms, TransformSpec)
        .Group("Transforms: {alias}").Common(ConfigSpec.Of(Type)).Doc("Options of one transform.");

    public static readonly ConfigSpec Spec = ConfigSpec.Empty
        .Group("Connection", Url, Password)
        .Group("Writes", Mode, Fields, BatchSize)
        .Add(Transforms)
        .Family(Family)
        .Prefix(Overrides)
        .Ignored("dialect.name", "The dialect is recognised from the address.")
        .Ignored("connection.pool.*", "Connections are pooled by the driver.")
        .Unsupported("db.timezone.mode", "Write timestamps in UTC.")
        .Alias("rows.per.batch", BatchSize)
        .Rule((config, problems) =>
        {
            if (config.Get(Mode) == PkMode.Kafka && config.Get(Fields).Count != 3)
            {
                var found = $"{config.Get(Fields).Count} names are listed";
                problems.Error(Fields, found, "three are required with pk.mode=kafka", "List three");
            }
        });

    public static ConfigResult Parse(params (string Name, string? Value)[] options) =>
        Spec.Parse(options.ToDictionary(option => option.Name, option => option.Value));

    private static ConfigSpec TransformSpec(ConfigMember member)
    {
        var own = ConfigSpec.Of(Type);
        return member.Values.GetValueOrDefault("type") == "MaskField" ? own.Add(Field, Salt) : own;
    }
}

/// <summary>Where key columns come from.</summary>
internal enum PkMode
{
    None,
    Kafka,
    RecordKey,

    [JsonStringEnumMemberName("record-value")]
    RecordValue,
}

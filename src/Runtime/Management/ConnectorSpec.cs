using ConnectRuntime.Configuration;
using ConnectRuntime.Connectors;
using ConnectRuntime.Errors;
using ConnectRuntime.Runtime.Plugins;
using ConnectRuntime.Transforms;

namespace ConnectRuntime.Runtime.Management;

/// <summary>All options of a connector: the runtime's, its own, and those of its transforms and predicates.</summary>
public static class ConnectorSpec
{
    /// <summary>The transforms of a configuration.</summary>
    internal static ConfigFamily TransformFamily(IPluginCatalog plugins) =>
        ConfigFamily.Listed("transforms.", CommonConfig.Transforms, member => MemberSpec(member, type => plugins.Create<ITransform>(type).Config,
                CommonConfig.MemberType, CommonConfig.MemberPredicate, CommonConfig.MemberNegate))
            .Doc("Transforms that records pass.").Group("Transforms: {alias}")
            .Common(ConfigSpec.Of(CommonConfig.MemberType, CommonConfig.MemberPredicate, CommonConfig.MemberNegate));

    /// <summary>The predicates of a configuration.</summary>
    internal static ConfigFamily PredicateFamily(IPluginCatalog plugins) =>
        ConfigFamily.Listed("predicates.", CommonConfig.Predicates, member => MemberSpec(member, type => plugins.Create<IPredicate>(type).Config, CommonConfig.MemberType))
            .Doc("Predicates that transforms may name.").Group("Predicates: {alias}")
            .Common(ConfigSpec.Of(CommonConfig.MemberType));

    /// <summary>The options that every source, or every sink, has.</summary>
    public static ConfigSpec Common(IPluginCatalog plugins, ConnectorType type)
    {
        var spec = ConfigSpec.Empty
            .Group("Common", CommonConfig.Name, CommonConfig.Class, CommonConfig.TasksMax, CommonConfig.KeyConverter, CommonConfig.ValueConverter, ConfigSpec.UnknownKeys)
            .Group("Transforms", CommonConfig.Transforms)
            .Group("Predicates", CommonConfig.Predicates)
            .Group("Error Handling", CommonConfig.Tolerance, CommonConfig.DeadLetterTopic, CommonConfig.DeadLetterHeaders, CommonConfig.LogErrors);
        spec = type == ConnectorType.Sink
            ? spec.Group("Common", CommonConfig.Topics, CommonConfig.TopicsRegex, CommonConfig.FlushBytes).Rule(ExactlyOneOfTopics)
            : spec.Group("Topic Creation", CommonConfig.TopicPartitions, CommonConfig.TopicReplication);
        return Rivals(spec).Family(TransformFamily(plugins)).Family(PredicateFamily(plugins)).Rule(PredicatesAreDeclared(plugins));
    }

    /// <summary>All options of a connector.</summary>
    internal static ConfigSpec For(IPluginCatalog plugins, IConnector connector) =>
        Common(plugins, connector is ISinkConnector ? ConnectorType.Sink : ConnectorType.Source).Include(connector.Config);

    private static ConfigSpec Rivals(ConfigSpec spec) => spec
        .Ignored("key.converter.*", "Keys are Avro; the registry is part of this process.")
        .Ignored("value.converter.*", "Values are Avro; the registry is part of this process.")
        .Ignored("header.converter", "Headers are text, or bytes as they are.")
        .Ignored("producer.override.*", "The embedded log has no producer settings.")
        .Ignored("consumer.override.*", "The embedded log has no consumer settings.")
        .Ignored("errors.retry.timeout", "Outages are retried for as long as they last.")
        .Ignored("errors.retry.delay.max.ms", "Back-off is set for the worker by task.restart.backoff.max.ms.")
        .Ignored("errors.log.include.messages", "Messages name the row and the field, and never hold its other values.")
        .Ignored("errors.deadletterqueue.topic.replication.factor", "The embedded log keeps one copy.")
        .Ignored("exactly.once.support", "Rows and positions are always written together.")
        .Ignored("transaction.boundary", "Rows and positions are always written together, a batch at a time.")
        .Ignored("transaction.boundary.interval.ms", "Rows and positions are always written together, a batch at a time.")
        .Ignored("tasks.max.enforce", "A connector never gets more tasks than tasks.max.")
        .Ignored("config.action.reload", "References to secrets are resolved at every start.");

    private static ConfigSpec MemberSpec(ConfigMember member, Func<string, ConfigSpec> own, params ConfigKey[] common)
    {
        var spec = ConfigSpec.Of(common);
        return member.Values.GetValueOrDefault(CommonConfig.MemberType.Name) is { Length: > 0 } type ? spec.Include(own(type)) : spec;
    }

    private static void ExactlyOneOfTopics(ConnectorConfig config, ConfigProblems problems)
    {
        var named = config.Get(CommonConfig.Topics).Count > 0;
        var pattern = config.Get(CommonConfig.TopicsRegex).Length > 0;
        if (named == pattern)
        {
            problems.Error(CommonConfig.Topics, named ? "topics.regex is set too" : "neither it nor topics.regex is set", "exactly one of the two is required", "Name topics, or give a pattern");
        }

        if (config.Get(CommonConfig.DeadLetterTopic) is { Length: > 0 } dead && config.Get(CommonConfig.Topics).Contains(dead))
        {
            problems.Error(CommonConfig.DeadLetterTopic, $"'{dead}' is one of the topics read", "a topic that the sink does not read is required", "Name another topic");
        }
    }

    private static ConfigRule PredicatesAreDeclared(IPluginCatalog plugins) => (config, problems) =>
    {
        var declared = config.Get(CommonConfig.Predicates);
        foreach (var (alias, member) in config.Members(TransformFamily(plugins)))
        {
            if (member.Get(CommonConfig.MemberPredicate) is { Length: > 0 } name && !declared.Contains(name))
            {
                problems.Error(CommonConfig.Predicates, $"transform '{alias}' names predicate '{name}'", "every predicate that is named must be declared", $"Add '{name}' to predicates and give it a type");
            }
        }
    };
}

namespace ConnectRuntime.Runtime.Storage;

/// <summary>Names of the topics that the runtime keeps for itself beside those that the worker's options name.</summary>
public static class InternalTopics
{
    /// <summary>Topic of the schema registry, in the format of Confluent's.</summary>
    public const string Schemas = "_schemas";

    /// <summary>Prefix of the topics of task stores; the connector's name follows.</summary>
    public const string StorePrefix = "connect-store-";
}

using ConnectRuntime.Errors;
using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms.Fields;

/// <summary>What can be wrong between the fields a transform names and a stream.</summary>
internal static class FieldErrors
{
    /// <summary>The key or value of a stream has no fields.</summary>
    public static ConnectException NoStruct(RecordStream stream, bool isKey, RecordSchema schema) => new(
        ErrorKind.Config,
        "FLD001",
        $"Cannot change fields of topic '{stream.Topic}': its {(isKey ? "key" : "value")} is {schema}, a struct with a schema is required. "
        + "Leave the topic out with a predicate.");

    /// <summary>The path means a whole field of the envelope.</summary>
    public static ConnectException FixedPart(RecordStream stream, string path) => new(
        ErrorKind.Config,
        "FLD002",
        $"Cannot change '{path}' of topic '{stream.Topic}': it is a field of the change envelope, a column of the row or a field of "
        + "source or transaction is required. Name one, or unwrap the rows first.");
}

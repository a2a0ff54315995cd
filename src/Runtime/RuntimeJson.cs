using System.Text.Json.Serialization;

namespace ConnectRuntime.Runtime;

/// <summary>JSON shapes of the runtime's own topics and files, compiled so that a start needs no reflection.</summary>
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
internal sealed partial class RuntimeJson : JsonSerializerContext;

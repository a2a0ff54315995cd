namespace ConnectRuntime.Runtime.Management;

/// <summary>Which names a connector may have.</summary>
internal static class ConnectorNames
{
    public const string Requirement = "a name of 1 to 249 characters other than '.' and '..', without control characters, '/', '\\' and '%', and without blanks at its ends";

    /// <summary>Names with a slash, a backslash or a percent sign are unreachable over REST, so they are refused where Kafka Connect takes them.</summary>
    public static bool IsValid(string name) =>
        name.Length is > 0 and < 250 && name.Trim() == name && name is not ("." or "..") && !name.Any(letter => char.IsControl(letter) || letter is '/' or '\\' or '%');
}

/// <summary>The names of formats.</summary>
internal static class ConverterNames
{
    public static readonly string[] Avro = ["avro", "AvroConverter", "io.confluent.connect.avro.AvroConverter"];
}

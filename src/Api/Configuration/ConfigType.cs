namespace ConnectRuntime.Configuration;

/// <summary>The type word that REST shows for an option; the set is Kafka Connect's.</summary>
public enum ConfigType
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>Text; also everything that is written as text and read as something richer (enum, regex, charset).</summary>
    String,

    /// <summary>A whole number of 32 bits.</summary>
    Int,

    /// <summary>A whole number of 16 bits.</summary>
    Short,

    /// <summary>A whole number of 64 bits; also durations in milliseconds and sizes in bytes.</summary>
    Long,

    /// <summary>A number with a fraction.</summary>
    Double,

    /// <summary>Texts separated by commas.</summary>
    List,

    /// <summary>The name of a plugin class, full or simple.</summary>
    Class,

    /// <summary>A secret, shown as <c>[hidden]</c>.</summary>
    Password,
}

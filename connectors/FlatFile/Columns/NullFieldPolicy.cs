using System.Text.Json.Serialization;

namespace ConnectRuntime.FlatFile.Columns;

/// <summary>Which empty texts are null. It concerns text only: anything else that is empty is always null.</summary>
public enum NullFieldPolicy
{
    /// <summary>None: an empty field is an empty text.</summary>
    [JsonStringEnumMemberName("NEITHER")]
    Neither,

    /// <summary>Nothing between two separators.</summary>
    [JsonStringEnumMemberName("EMPTY_SEPARATORS")]
    EmptySeparators,

    /// <summary>Nothing between two quotes.</summary>
    [JsonStringEnumMemberName("EMPTY_QUOTES")]
    EmptyQuotes,

    /// <summary>Both.</summary>
    [JsonStringEnumMemberName("BOTH")]
    Both,
}

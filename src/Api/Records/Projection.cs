namespace ConnectRuntime.Records;

/// <summary>The columns that a sink wants decoded. Make it once and keep it: decoders cache a plan per instance.</summary>
/// <remarks>Columns that are left out stay null cells, in their places. A column that a schema does not have is ignored.</remarks>
public sealed class Projection
{
    /// <summary>Decodes these columns of the value.</summary>
    /// <param name="columns">Names of top-level fields of the row, without an envelope around it.</param>
    /// <param name="key">Whether the key is decoded too.</param>
    public Projection(IEnumerable<string> columns, bool key = false)
    {
        Columns = new HashSet<string>(columns, StringComparer.Ordinal);
        Key = key;
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlySet<string> Columns { get; }

    /// <summary>Whether the key is decoded too.</summary>
    public bool Key { get; }
}

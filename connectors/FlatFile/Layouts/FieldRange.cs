namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>Where one field of a record stands in the buffer, without its quotes.</summary>
/// <param name="Start">First byte of the content.</param>
/// <param name="Length">Bytes of the content as written, escapes included.</param>
/// <param name="Flags">How it is written.</param>
internal readonly record struct FieldRange(int Start, int Length, FieldFlags Flags);

/// <summary>How a field is written.</summary>
[Flags]
internal enum FieldFlags : byte
{
    /// <summary>As it is.</summary>
    None = 0,

    /// <summary>Between quotes.</summary>
    Quoted = 1,

    /// <summary>With doubled quotes or escape characters in it that must be resolved.</summary>
    Escaped = 2,
}

namespace ConnectRuntime.Transforms.Fields;

/// <summary>A field and its other name, written <c>path:name</c>.</summary>
/// <param name="Path">The field.</param>
/// <param name="Name">Its name afterwards; not a path.</param>
internal sealed record FieldRename(string Path, string Name)
{
    public static FieldRename Parse(string text)
    {
        var parts = text.Split(':', StringSplitOptions.TrimEntries);
        return parts is [{ Length: > 0 } path, { Length: > 0 } name] && FieldTarget.CanRead(path)
            ? new FieldRename(path, name)
            : throw new FormatException();
    }

    public override string ToString() => $"{Path}:{Name}";
}

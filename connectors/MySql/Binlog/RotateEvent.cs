using System.Text;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The file that events come from next: <c>position u64 | name</c>. Page: "Rotate_event" in MySQL's source documentation.</summary>
internal readonly ref struct RotateEvent
{
    private RotateEvent(ulong position, ReadOnlySpan<byte> name)
    {
        Position = position;
        Name = name;
    }

    /// <summary>Where in it.</summary>
    public ulong Position { get; }

    /// <summary>Its name in UTF-8.</summary>
    public ReadOnlySpan<byte> Name { get; }

    public string File => Encoding.UTF8.GetString(Name);

    public static RotateEvent Read(ReadOnlySpan<byte> body)
    {
        var reader = new EventBodyReader(body, "ROTATE");
        return new RotateEvent(reader.ReadUInt64(), reader.ReadToEnd());
    }
}

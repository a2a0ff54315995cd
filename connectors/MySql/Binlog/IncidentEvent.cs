using System.Text;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>The server could not log a change: <c>number u16 | message length u8 | message</c>. Page: "Incident_event" in MySQL's source documentation.</summary>
internal readonly record struct IncidentEvent(int Number, string Message)
{
    public static IncidentEvent Read(ReadOnlySpan<byte> body)
    {
        var reader = new EventBodyReader(body, "INCIDENT");
        var number = reader.ReadUInt16();
        return new IncidentEvent(number, reader.Remaining == 0 ? "no message" : Encoding.UTF8.GetString(reader.ReadShortBytes()));
    }
}

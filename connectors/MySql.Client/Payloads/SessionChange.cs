using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Payloads;

/// <summary>Something about the session that a statement changed, as the server tracks it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Name of the variable; empty for other kinds.</param>
/// <param name="Value">Its new value: of a variable, the current database, or GTIDs.</param>
public sealed record SessionChange(SessionChangeKind Kind, string Name, string Value)
{
    internal static IReadOnlyList<SessionChange> ReadAll(ReadOnlySpan<byte> bytes)
    {
        var changes = new List<SessionChange>();
        var reader = new WireReader(bytes);
        while (!reader.IsAtEnd)
        {
            var kind = (SessionChangeKind)reader.ReadByte();
            var data = new WireReader(reader.ReadLengthEncodedBytes());
            switch (kind)
            {
                case SessionChangeKind.Variable:
                    // Several pairs may follow each other.
                    while (!data.IsAtEnd)
                    {
                        changes.Add(new SessionChange(kind, data.ReadLengthEncodedText(), data.ReadLengthEncodedText()));
                    }

                    break;
                case SessionChangeKind.Gtids:
                    data.ReadByte(); // encoding: text
                    changes.Add(new SessionChange(kind, "", data.ReadLengthEncodedText()));
                    break;
                case SessionChangeKind.Database or SessionChangeKind.State or SessionChangeKind.Characteristics or SessionChangeKind.Transaction:
                    changes.Add(new SessionChange(kind, "", data.ReadLengthEncodedText()));
                    break;
                default:
                    break;
            }
        }

        return changes;
    }
}

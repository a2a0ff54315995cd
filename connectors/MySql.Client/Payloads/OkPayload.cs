using System.Text;
using ConnectRuntime.MySql.Client.Packets;

namespace ConnectRuntime.MySql.Client.Payloads;

/// <summary>The success of a command.</summary>
/// <param name="AffectedRows">Rows that were changed.</param>
/// <param name="LastInsertId">The first automatic number that was given, or zero.</param>
/// <param name="Status">The session's state after it.</param>
/// <param name="Warnings">How many warnings there are.</param>
/// <param name="Info">The server's remark, such as <c>Rows matched: 1</c>.</param>
/// <param name="Changes">What became of the session, where the server tells it.</param>
/// <remarks>
/// <code>
/// 0x00 or 0xFE | affected lenenc | insert id lenenc | status u16 | warnings u16 | [info lenenc | [changes lenenc: (type u8, data lenenc)*]]
/// </code>
/// Page: "OK_Packet" in MySQL's source documentation. Without session tracking the info goes to the end without a length.
/// </remarks>
public sealed record OkPayload(
    ulong AffectedRows, ulong LastInsertId, ServerStatus Status, int Warnings, string Info, IReadOnlyList<SessionChange> Changes)
{
    internal static OkPayload Read(ReadOnlySpan<byte> payload, Capabilities capabilities)
    {
        var reader = new WireReader(payload);
        reader.ReadByte(); // 0x00, or 0xFE at the end of rows
        var affected = reader.ReadLengthEncoded();
        var insertId = reader.ReadLengthEncoded();
        var status = (ServerStatus)reader.ReadUInt16();
        var warnings = reader.ReadUInt16();
        if (reader.IsAtEnd)
        {
            return new OkPayload(affected, insertId, status, warnings, "", []);
        }

        if ((capabilities & Capabilities.SessionTrack) == 0)
        {
            return new OkPayload(affected, insertId, status, warnings, Encoding.UTF8.GetString(reader.ReadToEnd()), []);
        }

        var info = reader.ReadLengthEncodedText();
        var changes = (status & ServerStatus.SessionStateChanged) != 0 && !reader.IsAtEnd
            ? SessionChange.ReadAll(reader.ReadLengthEncodedBytes())
            : [];
        return new OkPayload(affected, insertId, status, warnings, info, changes);
    }

    /// <summary>The status alone, which is all that a result of rows needs, without allocating.</summary>
    internal static (ServerStatus Status, int Warnings) ReadStatus(ReadOnlySpan<byte> payload)
    {
        var reader = new WireReader(payload);
        reader.ReadByte();
        reader.ReadLengthEncoded();
        reader.ReadLengthEncoded();
        return ((ServerStatus)reader.ReadUInt16(), reader.ReadUInt16());
    }
}

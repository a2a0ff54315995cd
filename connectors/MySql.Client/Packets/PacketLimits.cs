namespace ConnectRuntime.MySql.Client.Packets;

/// <summary>Sizes that the protocol and this client set to packets.</summary>
public static class PacketLimits
{
    /// <summary>Bytes of a packet's header: length (3) and sequence (1).</summary>
    public const int HeaderBytes = 4;

    /// <summary>The longest payload of one packet; a packet that is this long is continued by the next.</summary>
    public const int ChunkBytes = 0xFF_FFFF;

    /// <summary>The longest payload before the login is done: no honest one comes near, and nobody is trusted yet.</summary>
    public const int LoginBytes = 1 << 20;

    /// <summary>The longest joined payload: the largest max_allowed_packet and room for what the server adds to an event.</summary>
    public const int PayloadBytes = (1 << 30) + (1 << 20);
}

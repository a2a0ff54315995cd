namespace ConnectRuntime.MySql.Client.Results;

/// <summary>What comes next in a result.</summary>
public enum NextPacket
{
    /// <summary>It has not arrived yet.</summary>
    Unknown,

    /// <summary>A row.</summary>
    Row,

    /// <summary>The end of the rows.</summary>
    End,

    /// <summary>An error, which taking the next row throws.</summary>
    Error,
}

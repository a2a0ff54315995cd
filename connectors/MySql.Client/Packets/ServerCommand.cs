namespace ConnectRuntime.MySql.Client.Packets;

/// <summary>First byte of a command's payload. Page: "Command Phase" in MySQL's source documentation.</summary>
internal static class ServerCommand
{
    public const byte Quit = 0x01;
    public const byte InitDb = 0x02;
    public const byte Query = 0x03;
    public const byte Ping = 0x0E;
    public const byte BinlogDump = 0x12;
    public const byte RegisterReplica = 0x15;
    public const byte StatementPrepare = 0x16;
    public const byte StatementExecute = 0x17;
    public const byte StatementClose = 0x19;
    public const byte BinlogDumpGtid = 0x1E;
    public const byte ResetConnection = 0x1F;
}

namespace ConnectRuntime.MySql.Changes;

/// <summary>The fields of the source block, in its order; the number is the ordinal of the cell.</summary>
internal static class SourceField
{
    public const int Version = 0;
    public const int Connector = 1;
    public const int Name = 2;
    public const int Millis = 3;
    public const int Snapshot = 4;
    public const int Database = 5;
    public const int Sequence = 6;
    public const int Micros = 7;
    public const int Nanos = 8;
    public const int Table = 9;
    public const int ServerId = 10;
    public const int Gtid = 11;
    public const int File = 12;
    public const int Position = 13;
    public const int Row = 14;
    public const int Thread = 15;
    public const int Query = 16;
    public const int Count = 17;
}

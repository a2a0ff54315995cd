namespace ConnectRuntime.Transport.Embedded.Journal;

/// <summary>What a journal record says; the values are in the file.</summary>
internal enum JournalRecordKind : byte
{
    Offsets = 1,
    NoGroup = 2,
    Producer = 3,
    End = 4,
}

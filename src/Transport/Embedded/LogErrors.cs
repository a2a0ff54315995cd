namespace ConnectRuntime.Transport.Embedded;

/// <summary>Every failure of the embedded log, each with its code and what to do.</summary>
internal static class LogErrors
{
    private const int NoSpaceUnix = 28;
    private const int QuotaUnix = 122;
    private const int NoSpaceWindows = unchecked((int)0x8007_0070);

    public static TopicLogException Locked(string folder) => new(TopicLogErrorKind.Config, "LOG001",
        $"Cannot open the log in {folder}: another process has it open. Stop that process, or give this one another data folder.");

    public static TopicLogException UnknownFormat(string folder, string found) => new(TopicLogErrorKind.Config, "LOG002",
        $"Cannot open the log in {folder}: its format file says {found}, version 1 is required. Use the release that wrote it, or " +
        $"another data folder.");

    public static TopicLogException BadTopicName(string name) => new(TopicLogErrorKind.Config, "LOG003",
        $"Cannot create topic '{name}': a name is 1 to 249 characters of a-z, A-Z, 0-9, '.', '_' and '-', and not '.' or '..'. Choose " +
        $"another name.");

    public static TopicLogException BadPartitionCount(string name, int count) => new(TopicLogErrorKind.Config, "LOG004",
        $"Cannot create topic '{name}': {count} partitions were asked for, 1 to 10000 are required, or -1 for the default. Correct the " +
        $"number.");

    public static TopicLogException UnknownPartition(TopicPartition partition) => new(TopicLogErrorKind.Config, "LOG005",
        $"Cannot use {partition}: there is no such topic partition. Create the topic, or correct the name or the number.");

    public static TopicLogException UnknownTopic(string name) => new(TopicLogErrorKind.Data, "LOG006",
        $"Cannot append to topic '{name}': it does not exist, and topics are not created by appending. Create it first.");

    public static TopicLogException PartitionOutOfRange(int record, string topic, int partition, int count) =>
        new(TopicLogErrorKind.Data, "LOG007",
        $"Cannot append record {record} to {topic}-{partition}: the topic has the partitions 0 to {count - 1}. Choose one of them.");

    public static TopicLogException RecordTooLarge(int record, string topic, long bytes, long limit) =>
        new(TopicLogErrorKind.Data, "LOG008",
        $"Cannot append record {record} to topic '{topic}': it has {bytes} bytes, at most {limit} are taken. Make the record smaller, " +
        $"or raise the limit of the log.");

    public static TopicLogException WriteFailed(string folder, long free, IOException e) => IsDiskFull(e)
        ? new(TopicLogErrorKind.Transient, "LOG009",
            $"Cannot write to {folder}: the disk is full ({free} bytes free). Nothing of the call was kept. Free some space; the next " +
            $"attempt goes on.", e)
        : new(TopicLogErrorKind.Transient, "LOG010",
            $"Cannot write to {folder}: {e.Message} Nothing of the call was kept. Check the disk; the next attempt goes on.", e);

    public static TopicLogException SyncFailed(string what, Exception e) => new(TopicLogErrorKind.Fatal, "LOG011",
        $"Cannot make {what} durable: {e.Message} What the disk holds is unknown now, so the log stops. Check the disk, then start the " +
        $"process again: it recovers what is durable.", e);

    public static TopicLogException Damaged(string file, long position, string found) => new(TopicLogErrorKind.Fatal, "LOG012",
        $"Cannot read {file} at byte {position}: {found}. The file was damaged after it was written. Restore it from a copy, or delete " +
        $"the topic and load it again.");

    public static TopicLogException Closed() => new(TopicLogErrorKind.Fatal, "LOG013",
        "Cannot use the log: it was closed. Open it again.");

    public static TopicLogException TopicGone(string name) => new(TopicLogErrorKind.Transient, "LOG014",
        $"Cannot append to topic '{name}': it was deleted during the call. Nothing of the call was kept. Append again.");

    public static TopicLogException GroupHasMembers(string group, int members) => new(TopicLogErrorKind.Config, "LOG015",
        $"Cannot change the offsets of group '{group}': it has {members} members. Stop them first.");

    public static TopicLogException BadConsumer(string client, string found) => new(TopicLogErrorKind.Config, "LOG016",
        $"Cannot create consumer '{client}': {found}. Correct its options.");

    public static TopicLogException NotAssigned(TopicPartition partition, string client) => new(TopicLogErrorKind.Fatal, "LOG017",
        $"Cannot use {partition} in consumer '{client}': it is not assigned to it. Only what is assigned may be sought and committed.");

    public static TopicLogException Fenced(string id) => new(TopicLogErrorKind.Fatal, "LOG018",
        $"Cannot go on with transactional id '{id}': a newer producer has it. Close this producer.");

    public static TopicLogException TransactionOpen(string id) => new(TopicLogErrorKind.Config, "LOG019",
        $"Cannot begin a transaction with transactional id '{id}': one is open, and a producer has one at a time. Commit or abort it " +
        $"first.");

    public static TopicLogException TransactionNotOpen(string id, string action) => new(TopicLogErrorKind.Config, "LOG023",
        $"Cannot {action} with transactional id '{id}': no transaction is open, one is required. Begin it first.");

    public static TopicLogException NotTransactional(string action) => new(TopicLogErrorKind.Config, "LOG024",
        $"Cannot {action}: the producer has no transactional id, which is required. Make it with one.");

    public static TopicLogException BadOffset(TopicPartition partition, long offset) => new(TopicLogErrorKind.Config, "LOG020",
        $"Cannot use offset {offset} in {partition}: an offset is 0 or more. Correct it.");

    public static TopicLogException BadFile(string file, string found) => new(TopicLogErrorKind.Fatal, "LOG021",
        $"Cannot open {file}: {found}. Restore it from a copy, or remove what it describes.");

    public static TopicLogException OpenFailed(string folder, Exception e) => new(TopicLogErrorKind.Config, "LOG022",
        $"Cannot open the log in {folder}: {e.Message} A folder that this user may read and write is required. Correct the folder or " +
        $"its rights.", e);

    public static bool IsDiskFull(IOException e) => e.HResult is NoSpaceUnix or QuotaUnix or NoSpaceWindows;
}

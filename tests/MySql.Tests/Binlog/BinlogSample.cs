using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;
using ConnectRuntime.Testing.Binlogs;
using ConnectRuntime.Testing.Generated;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>A binlog that a server wrote, with what the server's own <c>mysqlbinlog</c> says about it.</summary>
public sealed record BinlogSample(string Name)
{
    /// <summary>All of them, by their path in the folder of fixtures.</summary>
    public static TheoryData<string> Names =>
    [
        "mysql-9.7/types.binlog", "mysql-9.7/images.binlog", "mysql-9.7/packed.binlog", "mysql-9.7/statements.binlog", "mysql-9.7/nochecksum.binlog",
        "mariadb-11.8/types.binlog",
        "mariadb-10.11/b.000001", "mariadb-10.11/b.000002", "mariadb-10.11/b.000003", "mariadb-10.11/b.000004", "mariadb-10.11/b.000005",
        "mariadb-10.11/b.000010",
    ];

    /// <summary>The file.</summary>
    public string Path => RepositoryRoot.Full($"tests/MySql.Tests/Fixtures/{Name}");

    /// <summary>What <c>mysqlbinlog</c> prints, one byte a character, as character sets change in it.</summary>
    public string Text => File.ReadAllText(Path.EndsWith(".binlog", StringComparison.Ordinal) ? Path[..^7] + ".printed" : Path + ".printed", System.Text.Encoding.Latin1);

    /// <summary>Its raw events.</summary>
    public List<byte[]> Raw()
    {
        using var file = new BinlogFileReader(Path);
        var raw = new List<byte[]>();
        while (file.TryRead())
        {
            raw.Add(file.Event.ToArray());
        }

        return raw;
    }

    /// <summary>Its plain events.</summary>
    internal List<PlainEvent> Read()
    {
        using var reader = new BinlogEventReader(BinlogChecksum.None, verify: true);
        reader.Begin(BinlogChecksum.None, System.IO.Path.GetFileName(Path), BinlogStart.FirstPosition);
        var events = new List<PlainEvent>();
        foreach (var raw in Raw())
        {
            reader.Push(raw.AsMemory());
            while (reader.TryRead())
            {
                events.Add(new PlainEvent(reader));
            }
        }

        return events;
    }
}

/// <summary>A plain event, copied out of the reader.</summary>
internal sealed record PlainEvent
{
    public PlainEvent(BinlogEventReader reader)
    {
        File = reader.File;
        Start = reader.Start;
        End = reader.End;
        IsInPayload = reader.IsInPayload;
        Header = reader.Header;
        Type = reader.Type;
        Body = reader.Body.ToArray();
        Format = reader.Format;
    }

    public string File { get; }

    public ulong Start { get; }

    public ulong End { get; }

    public bool IsInPayload { get; }

    public BinlogEventHeader Header { get; }

    public BinlogEventType Type { get; }

    public byte[] Body { get; }

    public FormatDescription? Format { get; }
}

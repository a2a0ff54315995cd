using System.Globalization;
using System.Text.RegularExpressions;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>What <c>mysqlbinlog</c> printed, cut into events.</summary>
internal static partial class PrintedBinlog
{
    /// <summary>The events in their order.</summary>
    public static List<PrintedEvent> Parse(string text)
    {
        var places = new Queue<ulong>();
        var events = new List<PrintedEvent>();
        foreach (var line in text.Split('\n'))
        {
            if (Place().Match(line) is { Success: true } place)
            {
                places.Enqueue(ulong.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            }
            else if (Head().Match(line) is { Success: true } head)
            {
                // The numbers that a load of a file uses have a place and no line.
                if (places.Count == 2 && (head.Groups[4].Length == 0 || head.Groups[4].Value.StartsWith("Execute_load_query", StringComparison.Ordinal)))
                {
                    var start = places.Dequeue();
                    events.Add(new PrintedEvent { Start = start, End = places.Peek(), ServerId = 1, What = "Intvar" });
                }

                events.Add(new PrintedEvent
                {
                    Start = places.Dequeue(),
                    ServerId = uint.Parse(head.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                    End = ulong.Parse(head.Groups[2].ValueSpan, CultureInfo.InvariantCulture),
                    Checksum = head.Groups[3].Value,
                    What = head.Groups[4].Value,
                });
            }
            else if (events.Count > 0)
            {
                events[^1].Lines.Add(line);
            }
        }

        return events;
    }

    /// <summary>The events in base64 that stand in it, as bytes.</summary>
    public static List<byte[]> Bytes(string text)
    {
        var events = new List<byte[]>();
        foreach (Match statement in Statement().Matches(text))
        {
            // Each event is padded by itself.
            var base64 = "";
            foreach (var line in statement.Groups[1].Value.Split('\n'))
            {
                base64 += line;
                var bytes = Convert.FromBase64String(base64);
                if (bytes.Length > 19 && bytes.Length == BitConverter.ToInt32(bytes, 9))
                {
                    events.Add(bytes);
                    base64 = "";
                }
            }
        }

        return events;
    }

    [GeneratedRegex(@"^# at (\d+)$")]
    private static partial Regex Place();

    [GeneratedRegex(@"^#\d{6} +\d+:\d\d:\d\d server id (\d+)  end_log_pos (\d+) (?:CRC32 0x([0-9a-f]{8}) )?\t?(.*)$")]
    private static partial Regex Head();

    [GeneratedRegex(@"^(?:/\*!100600 )?BINLOG '\n([A-Za-z0-9+/=\n]+)'", RegexOptions.Multiline)]
    private static partial Regex Statement();
}

/// <summary>An event as it was printed.</summary>
internal sealed class PrintedEvent
{
    public ulong Start { get; init; }

    public ulong End { get; init; }

    public uint ServerId { get; init; }

    /// <summary>Eight hexadecimal digits, or empty.</summary>
    public string Checksum { get; init; } = "";

    /// <summary>The type and the rest of the line.</summary>
    public string What { get; init; } = "";

    /// <summary>The lines after it.</summary>
    public List<string> Lines { get; } = [];
}

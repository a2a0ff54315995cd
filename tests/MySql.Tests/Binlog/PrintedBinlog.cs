using System.Globalization;
using System.Text.RegularExpressions;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>What <c>mysqlbinlog</c> printed, cut into events.</summary>
internal static partial class PrintedBinlog
{
    /// <summary>The events in their order.</summary>
    public static List<PrintedEvent> Parse(string text)
    {
        var places = new List<ulong>();
        var events = new List<PrintedEvent>();
        foreach (var line in text.Split('\n'))
        {
            if (Place().Match(line) is { Success: true } place)
            {
                places.Add(ulong.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
            }
            else if (Head().Match(line) is { Success: true } head)
            {
                events.Add(new PrintedEvent
                {
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

        // The numbers that a load of a file uses are printed late. Inside of MariaDB's transactions there are no ends.
        if (events.TrueForAll(e => e.End > 0))
        {
            events = [.. events.OrderBy(e => e.End)];
        }

        foreach (var (start, printed) in places.Zip(events))
        {
            printed.Start = start;
        }

        return places.Count == events.Count ? events : throw new InvalidDataException($"{places.Count} places, {events.Count} events");
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
    public ulong Start { get; set; }

    public ulong End { get; init; }

    public uint ServerId { get; init; }

    /// <summary>Eight hexadecimal digits, or empty.</summary>
    public string Checksum { get; init; } = "";

    /// <summary>The type and the rest of the line.</summary>
    public string What { get; init; } = "";

    /// <summary>The lines after it.</summary>
    public List<string> Lines { get; } = [];
}

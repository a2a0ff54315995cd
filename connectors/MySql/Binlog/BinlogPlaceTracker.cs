using System.Text;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Binlog;

/// <summary>Where the events of a stream stand in the server's files, in 64 bits.</summary>
/// <remarks>
/// One owner, one thread. The heads' positions are 32 bits, wrap in files beyond 4 GiB, and are 0 for what MariaDB 11.4 and later writes inside a
/// transaction; so the place is our own sum of sizes, moved forward where a head shows that the server left events out. It never goes back within a file.
/// <code>
/// ROTATE (artificial)     file and position are those it names
/// ROTATE (of the file)    stands at the end of its file; the next event is in the file it names
/// FORMAT_DESCRIPTION      stands at 4; the server repeats it for a start further on, where it stands nowhere
/// HEARTBEAT, artificial   stand nowhere; a heartbeat may tell that the server has passed over events
/// other                   from the end of the one before it
/// </code>
/// </remarks>
internal sealed class BinlogPlaceTracker
{
    private const uint HalfRange = 0x8000_0000;

    private string? _nextFile;
    private ulong _next;

    /// <summary>The file of the last event.</summary>
    public string File { get; private set; } = "";

    /// <summary>Its first byte.</summary>
    public ulong Start { get; private set; }

    /// <summary>The byte after it.</summary>
    public ulong End { get; private set; }

    /// <summary>Where the next event is expected.</summary>
    public string Next => $"{_nextFile ?? File}:{_next}";

    /// <summary>Begins anew.</summary>
    public void Begin(string file, ulong position)
    {
        File = file;
        _nextFile = null;
        Start = End = _next = position;
    }

    /// <summary>Takes an event.</summary>
    public void Add(in BinlogEventHeader header, ReadOnlySpan<byte> body)
    {
        if (_nextFile is not null)
        {
            Begin(_nextFile, _next);
        }

        switch ((BinlogEventType)header.Type)
        {
            case BinlogEventType.Rotate:
                Rotate(header, RotateEvent.Read(body));
                break;
            case BinlogEventType.Heartbeat or BinlogEventType.HeartbeatV2:
                Pass(HeartbeatEvent.Read(header, body));
                break;
            case BinlogEventType.FormatDescription when _next > BinlogStart.FirstPosition:
                Start = End = _next;
                break;
            default:
                Move(header);
                break;
        }
    }

    private void Rotate(in BinlogEventHeader header, in RotateEvent rotate)
    {
        if ((header.Flags & BinlogEventFlags.Artificial) != 0 || header.Timestamp == 0)
        {
            if (!rotate.Name.SequenceEqual(Encoding.UTF8.GetBytes(File)))
            {
                File = rotate.File;
            }

            Start = End = _next = rotate.Position;
            return;
        }

        Move(header);
        _nextFile = rotate.File;
        _next = rotate.Position;
    }

    private void Pass(in HeartbeatEvent heartbeat)
    {
        if (heartbeat.Position > 0 && Encoding.UTF8.GetString(heartbeat.Name) == File)
        {
            _next = heartbeat.IsExact ? Math.Max(_next, heartbeat.Position) : Forward(_next, (uint)heartbeat.Position);
        }

        Start = End = _next;
    }

    private void Move(in BinlogEventHeader header)
    {
        if ((header.Flags & BinlogEventFlags.Artificial) != 0)
        {
            Start = End = _next;
            return;
        }

        var end = _next + header.EventSize;
        End = header.NextPosition == 0 ? end : Forward(end, header.NextPosition);
        Start = End - header.EventSize;
        _next = End;
    }

    // The first place from here on whose low 32 bits are these. A number that is a little lower is no step over 4 GiB but one that does not fit.
    private static ulong Forward(ulong from, uint low)
    {
        var back = (uint)from - low;
        return low >= (uint)from || back >= HalfRange ? from + (low - (uint)from) : from;
    }
}

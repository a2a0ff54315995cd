using System.Buffers.Binary;
using System.Text;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Binlog;

namespace ConnectRuntime.MySql.Tests.Binlog;

/// <summary>Places of events that no small file shows; the expected ones are sums done by hand.</summary>
public class BinlogPlaceTests
{
    private const uint GiB = 1 << 30;

    private readonly BinlogPlaceTracker _place = new();

    [Fact]
    public void Places_go_on_beyond_4_GiB_where_heads_wrap()
    {
        _place.Begin("b.1", 4);
        ulong[] ends = [GiB + 4ul, (2ul * GiB) + 4, (3ul * GiB) + 4, (4ul * GiB) + 4, (5ul * GiB) + 4, (9ul * GiB) + 3];
        uint[] sizes = [GiB, GiB, GiB, GiB, GiB, uint.MaxValue];
        foreach (var (end, size) in ends.Zip(sizes))
        {
            Add(size, (uint)end);
            Assert.Equal((end - size, end), (_place.Start, _place.End));
        }
    }

    [Fact]
    public void Events_without_positions_follow_each_other()
    {
        _place.Begin("b.1", 400);
        Add(100, 500);
        Add(50, 0);
        Add(60, 0);
        Assert.Equal((550ul, 610ul), (_place.Start, _place.End));
        Add(31, 641);
        Assert.Equal((610ul, 641ul), (_place.Start, _place.End));
    }

    [Fact]
    public void Events_that_the_server_left_out_are_passed_over()
    {
        _place.Begin("b.1", 4);
        Add(100, 104);
        Add(50, 5050);
        Assert.Equal((5000ul, 5050ul), (_place.Start, _place.End));

        // Over the edge of 32 bits, too.
        Add(100, uint.MaxValue);
        Add(10, 90);
        Assert.Equal(((4ul * GiB) + 80, (4ul * GiB) + 90), (_place.Start, _place.End));
    }

    [Fact]
    public void A_head_that_would_lead_back_is_not_believed()
    {
        _place.Begin("b.1", 1000);
        Add(100, 300);
        Assert.Equal((1000ul, 1100ul), (_place.Start, _place.End));
    }

    [Fact]
    public void An_artificial_rotate_says_where_the_next_event_is()
    {
        Rotate("binlog.000007", (5ul * GiB) + 17, artificial: true);
        Assert.Equal(("binlog.000007", (5ul * GiB) + 17, (5ul * GiB) + 17), (_place.File, _place.Start, _place.End));
        Add(100, GiB + 117);
        Assert.Equal(((5ul * GiB) + 17, (5ul * GiB) + 117), (_place.Start, _place.End));
    }

    [Fact]
    public void A_rotate_stands_in_its_own_file_and_leads_to_the_next()
    {
        _place.Begin("b.1", 900);
        Rotate("b.2", 4, artificial: false, next: 943, size: 43);
        Assert.Equal(("b.1", 900ul, 943ul), (_place.File, _place.Start, _place.End));
        Assert.Equal("b.2:4", _place.Next);
        Rotate("b.2", 4, artificial: true);
        Assert.Equal(("b.2", 4ul, 4ul), (_place.File, _place.Start, _place.End));
        Add(BinlogEventType.FormatDescription, 122, 126);
        Assert.Equal(("b.2", 4ul, 126ul), (_place.File, _place.Start, _place.End));
    }

    [Fact]
    public void Without_an_artificial_one_the_next_event_is_in_the_next_file()
    {
        _place.Begin("b.1", 900);
        Rotate("b.2", 4, artificial: false, next: 943, size: 43);
        Add(BinlogEventType.FormatDescription, 122, 126);
        Assert.Equal(("b.2", 4ul, 126ul), (_place.File, _place.Start, _place.End));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(126u)]
    public void A_format_that_is_repeated_for_a_start_further_on_stands_nowhere(uint next)
    {
        Rotate("b.1", 5000, artificial: true);
        Add(BinlogEventType.FormatDescription, 122, next);
        Assert.Equal((5000ul, 5000ul), (_place.Start, _place.End));
        Add(50, 5050);
        Assert.Equal((5000ul, 5050ul), (_place.Start, _place.End));
    }

    [Fact]
    public void Artificial_events_stand_nowhere()
    {
        _place.Begin("b.1", 700);
        Add(BinlogEventType.GtidList, 43, 743, BinlogEventFlags.Artificial);
        Assert.Equal((700ul, 700ul), (_place.Start, _place.End));
    }

    [Theory]
    [InlineData("b.1", 700u, 700ul)]
    [InlineData("b.1", 0u, 700ul)]
    [InlineData("b.1", 300u, 700ul)]
    [InlineData("b.0", 900u, 700ul)]
    [InlineData("b.1", 900u, 900ul)]
    public void A_heartbeat_moves_forward_only(string file, uint position, ulong expected)
    {
        _place.Begin("b.1", 700);
        _place.Add(Head(BinlogEventType.Heartbeat, 39, position), Encoding.ASCII.GetBytes(file));
        Assert.Equal(("b.1", expected, expected), (_place.File, _place.Start, _place.End));
    }

    [Theory]
    [InlineData("b.1", 300ul, 700ul)]
    [InlineData("b.0", 900ul, 700ul)]
    [InlineData("b.1", 0x1_2345_6789ul, 0x1_2345_6789ul)]
    public void A_heartbeat_of_the_second_version_has_64_bits(string file, ulong position, ulong expected)
    {
        _place.Begin("b.1", 700);
        var body = new byte[19];
        body[0] = 1;
        body[1] = 3;
        Encoding.ASCII.GetBytes(file, body.AsSpan(2));
        body[5] = 2;
        body[6] = 9;
        body[7] = 0xFE;
        BinaryPrimitives.WriteUInt64LittleEndian(body.AsSpan(8), position);
        _place.Add(Head(BinlogEventType.HeartbeatV2, 42, 0), body);
        Assert.Equal((expected, expected), (_place.Start, _place.End));
    }

    [Fact]
    public void Heartbeats_of_a_file_beyond_4_GiB_do_not_go_round()
    {
        _place.Begin("b.1", (4ul * GiB) + 700);
        _place.Add(Head(BinlogEventType.Heartbeat, 39, 700), "b.1"u8);
        Assert.Equal((4ul * GiB) + 700, _place.End);
        _place.Add(Head(BinlogEventType.Heartbeat, 39, 650), "b.1"u8);
        Assert.Equal((4ul * GiB) + 700, _place.End);
    }

    private static BinlogEventHeader Head(BinlogEventType type, uint size, uint next, BinlogEventFlags flags = 0) =>
        new((flags & BinlogEventFlags.Artificial) != 0 ? 0u : 1_700_000_000u, (byte)type, 1, size, next, flags);

    private void Add(uint size, uint next) => Add(BinlogEventType.WriteRows, size, next);

    private void Add(BinlogEventType type, uint size, uint next, BinlogEventFlags flags = 0) => _place.Add(Head(type, size, next, flags), []);

    private void Rotate(string file, ulong position, bool artificial, uint next = 0, uint size = 43)
    {
        var raw = EventBytes.Rotate(file, position, artificial, next);
        _place.Add(
            Head(BinlogEventType.Rotate, size, next, artificial ? BinlogEventFlags.Artificial : 0), raw.AsSpan(BinlogEventHeader.Length..^4));
    }
}

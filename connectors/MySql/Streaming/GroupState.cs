using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;
using ConnectRuntime.MySql.Binlog;
using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>The group of events under way: a transaction, or a statement that commits itself. What its first events say of it.</summary>
/// <remarks>One owner, one thread. A group begins at a GTID event of any kind, or at a BEGIN where the server writes none. Nothing is allocated per group.</remarks>
internal sealed class GroupState
{
    private readonly byte[] _gtid = new byte[128];
    private int _gtidLength;
    private GtidSource _source;
    private long _number;
    private MariaDbGtid _mariaDb;

    /// <summary>Whether a group is under way.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether statements in it are part of a transaction and do not end it.</summary>
    public bool IsTransaction { get; set; }

    /// <summary>When it was committed first, in microseconds since 1970; 0 where the log does not say.</summary>
    public long CommitMicros { get; private set; }

    /// <summary>The number of the session; null where the log does not say.</summary>
    public long? Thread { get; set; }

    /// <summary>Whether its rows are left out for where it was first committed.</summary>
    public bool IsPassedOver { get; set; }

    /// <summary>Whether anything of it was written.</summary>
    public bool HasRows { get; set; }

    /// <summary>Whether its statement changes nothing: the first phase of one that MariaDB logs twice, or the end of one that failed.</summary>
    public bool IsWithoutEffect { get; private set; }

    /// <summary>Its GTID in UTF-8; empty for none.</summary>
    public ReadOnlySpan<byte> Gtid => _gtid.AsSpan(0, _gtidLength);

    /// <summary>No group is under way.</summary>
    public void Reset() => IsOpen = false;

    /// <summary>Begins a group without a name.</summary>
    public void Begin()
    {
        IsOpen = true;
        IsTransaction = HasRows = IsWithoutEffect = false;
        CommitMicros = 0;
        Thread = null;
        _gtidLength = 0;
    }

    /// <summary>Begins MySQL's.</summary>
    public void Begin(in MySqlGtidEvent gtid)
    {
        Begin();
        CommitMicros = (long)gtid.OriginalCommit;
        if (!gtid.IsAnonymous)
        {
            (_source, _number) = (gtid.Source, gtid.Number);
            Utf8Formatter.TryFormat(gtid.Source.Uuid, _gtid, out _gtidLength);
            if (gtid.Source.Tag is { Length: > 0 } tag)
            {
                _gtid[_gtidLength++] = (byte)':';
                _gtidLength += Encoding.ASCII.GetBytes(tag, _gtid.AsSpan(_gtidLength));
            }

            _gtid[_gtidLength++] = (byte)':';
            Utf8Formatter.TryFormat(gtid.Number, _gtid.AsSpan(_gtidLength), out var digits);
            _gtidLength += digits;
        }
    }

    /// <summary>Begins MariaDB's.</summary>
    public void Begin(in MariaDbGtidEvent gtid)
    {
        Begin();
        _mariaDb = gtid.Gtid;
        IsTransaction = !gtid.IsStandalone;
        IsWithoutEffect = gtid.IsAlterWithoutEffect;
        Thread = gtid.ThreadId > 0 ? gtid.ThreadId : null;
        Utf8.TryWrite(_gtid, CultureInfo.InvariantCulture, $"{_mariaDb.Domain}-{_mariaDb.Server}-{_mariaDb.Sequence}", out _gtidLength);
    }

    /// <summary>Ends it, and counts it as read.</summary>
    public void End(Positions.PositionTracker position, bool isMariaDb)
    {
        IsOpen = false;
        if (_gtidLength == 0)
        {
            return;
        }

        if (isMariaDb)
        {
            position.Complete(_mariaDb);
        }
        else
        {
            position.Complete(_source, _number);
        }
    }
}

using ConnectRuntime.MySql.Client.Gtids;

namespace ConnectRuntime.MySql.Positions;

/// <summary>The transactions that were read whole, as they were at any commit point of the current batch.</summary>
/// <remarks>One owner, one thread. A transaction costs an entry of a list; the set itself is put together once a batch, and when somebody asks for its text.</remarks>
internal abstract class GtidProgress
{
    /// <summary>Transactions of this batch so far.</summary>
    public abstract int Count { get; }

    /// <summary>The text of the set after the first <paramref name="count"/> transactions of this batch.</summary>
    public abstract string Render(int count);

    /// <summary>Begins a batch: what the last one added is part of the base.</summary>
    public abstract void BeginBatch();

    /// <summary>Continues a text; null where the transactions before are not known, so that only file and byte can be used.</summary>
    public static GtidProgress? Continue(string? gtids, bool isMariaDb) => gtids switch
    {
        null or "" => null,
        _ when isMariaDb => new MariaDbProgress(MariaDbGtidList.Parse(gtids)),
        _ => new MySqlProgress(MySqlGtidSet.Parse(gtids)),
    };

    /// <summary>MySQL's.</summary>
    internal sealed class MySqlProgress(MySqlGtidSet start) : GtidProgress
    {
        private readonly MySqlGtidTracker _base = new(start);
        private readonly List<(GtidSource Source, long Number)> _added = [];

        public override int Count => _added.Count;

        public void Add(GtidSource source, long number) => _added.Add((source, number));

        public override string Render(int count)
        {
            var set = new MySqlGtidTracker(_base.ToSet());
            AddTo(set, count);
            return set.ToSet().ToString();
        }

        public override void BeginBatch()
        {
            AddTo(_base, _added.Count);
            _added.Clear();
        }

        private void AddTo(MySqlGtidTracker set, int count)
        {
            for (var i = 0; i < count; i++)
            {
                set.Add(_added[i].Source, _added[i].Number);
            }
        }
    }

    /// <summary>MariaDB's.</summary>
    internal sealed class MariaDbProgress(MariaDbGtidList start) : GtidProgress
    {
        private readonly List<MariaDbGtid> _added = [];
        private readonly Dictionary<uint, MariaDbGtid> _latest = [];
        private MariaDbGtidList _base = start;

        public override int Count => _added.Count;

        public void Add(MariaDbGtid gtid) => _added.Add(gtid);

        public override string Render(int count) => After(count).ToString();

        public override void BeginBatch()
        {
            if (_added.Count > 0)
            {
                _base = After(_added.Count);
                _added.Clear();
            }
        }

        // The last of each domain holds, so a list is made per domain and not per transaction.
        private MariaDbGtidList After(int count)
        {
            _latest.Clear();
            for (var i = 0; i < count; i++)
            {
                _latest[_added[i].Domain] = _added[i];
            }

            return _latest.Values.Aggregate(_base, static (list, gtid) => list.With(gtid));
        }
    }
}

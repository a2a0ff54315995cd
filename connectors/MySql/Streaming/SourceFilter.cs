using ConnectRuntime.MySql.Client.Gtids;
using ConnectRuntime.MySql.Configuration;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>Which transactions' rows are left out for where they were first committed.</summary>
/// <remarks>One owner, one thread. The answer for the last source is kept, as transactions of one come in runs.</remarks>
internal sealed class SourceFilter(GtidFilter filter)
{
    private readonly bool _isIdle = filter.TakesAll || !filter.FiltersRows;
    private Guid _uuid;
    private (uint Domain, uint Server) _number;
    private bool? _answer;

    /// <summary>Whether rows of MySQL's transaction are left out.</summary>
    public bool PassesOver(Guid source)
    {
        if (_isIdle)
        {
            return false;
        }

        if (_answer is null || _uuid != source)
        {
            (_uuid, _answer) = (source, !filter.Accepts(source.ToString()));
        }

        return _answer.Value;
    }

    /// <summary>Whether rows of MariaDB's transaction are left out.</summary>
    public bool PassesOver(MariaDbGtid gtid)
    {
        if (_isIdle)
        {
            return false;
        }

        if (_answer is null || _number != (gtid.Domain, gtid.Server))
        {
            (_number, _answer) = ((gtid.Domain, gtid.Server), !filter.Accepts(gtid.Domain, gtid.Server));
        }

        return _answer.Value;
    }
}

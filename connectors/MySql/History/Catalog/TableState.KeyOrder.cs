using System.Collections.Immutable;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

// The order of unique keys, from which the key of the records follows where there is no primary one.
internal sealed partial class TableState
{
    // Keys that could hold NULL when the server came to them: a primary key takes NULL from its columns only for the keys after it.
    private readonly HashSet<string> _nullable = new(StringComparer.OrdinalIgnoreCase);

    // What the storage engine has rows in the order of.
    private KeyModel? _candidate;

    // Most servers put keys in order whatever happens to a table; the others where a key comes, the candidate goes, or the table or its partitions are new.
    private bool _isOrdered;

    private static KeyModel? CandidateOf(TableModel model) => model.PrimaryKey ?? model.UniqueKeys.FirstOrDefault(key =>
        key is { IsHash: false, HasPrefix: false } && !key.Columns.Any(name => model.IndexOf(name) is >= 0 and var at && model.Columns[at].IsNullable));

    private IEnumerable<KeyModel> OrderedUnique() => _isOrdered ? KeyPolicy.Ordered(_unique, key => _nullable.Contains(key.Name)) : _unique;

    private bool LosesCandidate(ImmutableArray<AlterAction> actions) => _candidate is { } candidate
        && !actions.Any(action => action is DropKeyAction drop && Same(drop.Name, candidate.Name))
        && candidate.Columns.Any(name => IndexOf(name) < 0 || (candidate.Name != KeyPolicy.Primary && IsNullable(name)));

    // MySQL has keys over virtual columns come after those over stored ones, and which of the generated ones are virtual is not known here.
    private bool HasVirtualOrder() => !_context.Server.IsMariaDb && _unique.Count > 1
        && _unique.Any(key => key.Columns.Any(name => IndexOf(name) is >= 0 and var at && _columns[at].IsGenerated));

    private void NoteNulls()
    {
        foreach (var key in _unique)
        {
            NoteNulls(key);
        }
    }

    private void NoteNulls(KeyModel key)
    {
        if (key.Columns.Any(IsNullable))
        {
            _nullable.Add(key.Name);
        }
        else
        {
            _nullable.Remove(key.Name);
        }
    }
}

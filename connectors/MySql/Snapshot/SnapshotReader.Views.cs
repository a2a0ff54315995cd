using System.Collections.Immutable;
using ConnectRuntime.Errors;
using ConnectRuntime.MySql.Client.Errors;
using ConnectRuntime.MySql.History.Catalog;
using ConnectRuntime.MySql.Positions;
using ConnectRuntime.MySql.Snapshot.Keys;
using ConnectRuntime.MySql.Snapshot.Tables;
using ConnectRuntime.MySql.Snapshot.Views;
using ConnectRuntime.MySql.Tables;
using Microsoft.Extensions.Logging;

namespace ConnectRuntime.MySql.Snapshot;

/// <content>The view: its opening, its loss, and what has become of the tables when there is another.</content>
internal sealed partial class SnapshotReader
{
    private const int MostChanges = 5;
    private const int MostNamed = 20;

    // The definition that the key in the progress belongs to.
    private TableModel? _begun;
    private int _changes;

    private async Task<CatalogModel?> OpenViewAsync(bool withCatalog, CancellationToken cancellationToken)
    {
        var config = new ViewConfig(_model.Connection, _model.Snapshot.Locking, _model.Snapshot.LockTimeout, _context.Log, _context.Clock)
        {
            IgnoresGtids = _model.IgnoresStoredGtids,
        };
        var definitions = new DefinitionReader(_model, withCatalog);
        var opener = new ViewOpener<ViewDefinitions>(config, definitions.ReadAsync, definitions.Agree, definitions.ListAsync);
        (_view, var found) = await opener.OpenAsync(cancellationToken);
        _facts = found.Facts;
        Start = _view.Start;
        return found.Catalog;
    }

    // Another view; the history is still where the last position stands.
    private async Task ReopenAsync(CancellationToken cancellationToken)
    {
        _begun = Progress.Table is null ? null : _history.Catalog.Find(_plan.Tables[Progress.Done].Id);
        _at = Math.Max(Progress.Done, 0);
        await OpenViewAsync(withCatalog: false, cancellationToken);
        NeedsCatchUp = true;
    }

    // The stream has brought tables and definitions to the view.
    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var known = _plan.Tables.Select(table => table.Id).ToHashSet();
        var readable = Readable().ToHashSet();
        var done = Math.Max(Progress.Done, 0);
        var rest = _plan.Tables[done..];
        var more = _plan.Tables.IsEmpty ? [] : Order(readable.Where(id => !known.Contains(id)));
        var changed = rest.Any(table => !readable.Contains(table.Id)) || !more.IsEmpty;
        var progress = Progress;
        if (progress.Table is not null && (rest.IsEmpty || !readable.Contains(rest[0].Id)))
        {
            progress = progress with { Table = null, Key = [], KeyIsWritten = false };
        }

        if (!progress.Key.IsEmpty && !(_begun is { } old && _history.Catalog.Find(rest[0].Id) is { } now && KeyPlan.Survives(old, now)))
        {
            _context.Log.LogWarning("The key of table {Table} has changed; the snapshot reads the table from its start again.", rest[0].Id);
            progress = progress with { Key = [], KeyIsWritten = false };
        }

        if (changed)
        {
            _plan = await _plans.AddAsync([.. _plan.Tables[..done], .. rest.Where(table => readable.Contains(table.Id)), .. more], cancellationToken);
            progress = progress with { Plan = _plan.Number };
        }

        Progress = progress;
        NeedsCatchUp = false;
    }

    // What a failure leaves behind: the view, if its connection still stands. The rest is read again from the progress on.
    private async Task FailAsync()
    {
        await CloseTableAsync();
        _held.Clear();
        _at = Math.Max(Progress.Done, 0);
        if (_view is { Data.IsUsable: false })
        {
            await CloseViewAsync();
        }
    }

    // A table is not what it was in the view: only another view can read it.
    private async Task GiveUpViewAsync(string reason, Exception? cause)
    {
        await FailAsync();
        await CloseViewAsync();
        var table = _at < _plan.Tables.Length ? _plan.Tables[_at].Id : default;
        if (++_changes >= MostChanges)
        {
            throw SnapshotErrors.KeepsChanging(table, _changes, reason, cause);
        }

        _context.Log.LogInformation("Table {Table} was altered before the snapshot had read it ({Reason}); the rest is read in another view.", table, reason);
    }

    private async Task CloseViewAsync()
    {
        if (_view is { } view)
        {
            _view = null;
            await view.DisposeAsync();
        }
    }

    // Definition changed; or an unknown database, column, table or index, unless a statement of the user names it.
    private bool IsChange(ConnectException failure) => MySqlServerException.Of(failure)?.Number switch
    {
        1412 => true,
        1049 or 1054 or 1146 or 1176 => _copy is not { IsOverridden: true },
        _ => false,
    };

    private void WarnOfTables()
    {
        var unsafeTables = _plan.Tables.Where(table => !_facts[table.Id].IsTransactional).Select(table => table.Id).ToList();
        if (unsafeTables.Count > 0)
        {
            _context.Log.LogWarning(
                "No view covers {Count} tables, whose storage engines know no transactions: {Tables}. Their rows are read as they are when their turn comes, and "
                + "changes since the view's place come again in the stream; that is right in the end for tables with a key.",
                unsafeTables.Count,
                Names(unsafeTables));
        }
    }

    private static string Names(List<TableId> ids) =>
        string.Join(", ", ids.Take(MostNamed)) + (ids.Count > MostNamed ? ", …" : string.Empty);
}

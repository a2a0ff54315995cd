using System.Collections.Immutable;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

// Keys: those that were come first, in their order, then those that are added.
internal sealed partial class TableState
{
    private List<KeyModel> _unique = [];
    private List<string> _other = [];
    private KeyModel? _primary;

    private void AlterKeys(ImmutableArray<AlterAction> actions)
    {
        foreach (var drop in actions.OfType<DropKeyAction>())
        {
            DropKey(drop.Name);
        }

        foreach (var rename in actions.OfType<RenameKeyAction>())
        {
            RenameKey(rename);
        }

        foreach (var add in actions.OfType<AddKeyAction>())
        {
            AddKey(add.Key);
        }
    }

    /// <summary>Adds a key.</summary>
    public void AddKey(KeyClause clause)
    {
        var taken = _unique.Select(key => key.Name).Concat(_other).ToList();
        if (clause.IfNotExists && (clause.Name is { } name ? taken.Contains(name, StringComparer.OrdinalIgnoreCase) : clause.Kind == KeyKind.Primary && _primary is not null))
        {
            return;
        }

        var key = ToKey(clause);
        switch (clause.Kind)
        {
            case KeyKind.Primary:
                _primary = key with { Name = KeyPolicy.Primary };
                break;
            case KeyKind.Unique when clause.Parts.All(part => part.Column is not null):
                _unique.Add(key with { Name = clause.Name ?? KeyPolicy.NameFor(clause.Parts[0].Column, taken) });
                break;
            case KeyKind.Foreign when IsCovered(key):
                break;
            default:
                _other.Add(clause.Name ?? KeyPolicy.NameFor(clause.Parts[0].Column, taken));
                break;
        }
    }

    /// <summary>Drops a key, if it is there.</summary>
    public void DropKey(string name)
    {
        if (name.Equals(KeyPolicy.Primary, StringComparison.OrdinalIgnoreCase))
        {
            _primary = null;
            return;
        }

        _unique.RemoveAll(key => key.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        _other.RemoveAll(key => key.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    // A foreign key needs an index that begins with its columns, and has the server make one only where there is none.
    private bool IsCovered(KeyModel foreign)
    {
        return Begins(_primary) || _unique.Any(Begins);

        bool Begins(KeyModel? key) => key is not null && key.Columns.Length >= foreign.Columns.Length
            && key.Columns.Take(foreign.Columns.Length).SequenceEqual(foreign.Columns, StringComparer.OrdinalIgnoreCase);
    }

    // Columns are named as they are defined, however the key spells them.
    private KeyModel ToKey(KeyClause clause)
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        var hasPrefix = false;
        foreach (var part in clause.Parts.Where(part => part.Column is not null))
        {
            var at = IndexOf(part.Column!);
            IsDoubtful |= at < 0;
            columns.Add(at < 0 ? part.Column! : _columns[at].Name);
            hasPrefix |= at >= 0 && part.Prefix > 0 && part.Prefix != _columns[at].Length;
        }

        return new KeyModel(clause.Name ?? "", columns.ToImmutable()) { HasPrefix = hasPrefix };
    }

    private void RenameKey(RenameKeyAction rename)
    {
        _unique = [.. _unique.Select(key => key.Name.Equals(rename.Name, StringComparison.OrdinalIgnoreCase) ? key with { Name = rename.NewName } : key)];
        _other = [.. _other.Select(key => key.Equals(rename.Name, StringComparison.OrdinalIgnoreCase) ? rename.NewName : key)];
    }

    // A key without columns is gone.
    private void DropFromKeys(string column)
    {
        _primary = Without(_primary);
        _unique = [.. _unique.Select(Without).OfType<KeyModel>()];

        KeyModel? Without(KeyModel? key)
        {
            var left = key?.Columns.RemoveAll(name => name.Equals(column, StringComparison.OrdinalIgnoreCase)) ?? [];
            return left.IsEmpty ? null : key! with { Columns = left };
        }
    }

    private void RenameInKeys(ColumnModel[] before)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < before.Length; i++)
        {
            names[before[i].Name] = _columns[i].Name;
        }

        _primary = _primary is null ? null : Renamed(_primary);
        _unique = [.. _unique.Select(Renamed)];

        KeyModel Renamed(KeyModel key) => key with { Columns = [.. key.Columns.Select(name => names.GetValueOrDefault(name, name))] };
    }

    // Columns of the primary key have no NULL, and so none as their default.
    private void SettleNullability()
    {
        foreach (var name in _primary?.Columns ?? [])
        {
            if (IndexOf(name) is >= 0 and var at && _columns[at].IsNullable)
            {
                var column = _columns[at];
                _columns[at] = column with { IsNullable = false, Default = column.Default.Kind == DefaultKind.Null ? ColumnDefault.None : column.Default };
            }
        }
    }
}

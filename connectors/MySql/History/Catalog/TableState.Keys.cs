using System.Collections.Immutable;
using ConnectRuntime.MySql.History.Ddl;
using ConnectRuntime.MySql.Tables;

namespace ConnectRuntime.MySql.History.Catalog;

// Keys: those that were come first, in their order, then those that are added.
internal sealed partial class TableState
{
    // InnoDB's; tables of other engines have shorter ones, and show that they do by their rows.
    private const int LongestKey = 3072;

    private List<KeyModel> _unique = [];
    private List<KeyModel> _other = [];
    private KeyModel? _primary;
    private HashSet<string> _before = [];

    private void AlterKeys(ImmutableArray<AlterAction> actions)
    {
        foreach (var drop in actions.OfType<DropKeyAction>())
        {
            DropKey(drop);
        }

        foreach (var rename in actions.OfType<RenameKeyAction>())
        {
            RenameKey(rename);
        }

        _isOrdered |= actions.Any(action => action is MaintenanceAction { HasLayout: true }) || LosesCandidate(actions);
        if (actions.IsEmpty || actions.Any(action => action is not (RenameTableAction or MaintenanceAction)))
        {
            SettleKeys();
        }

        NoteNulls();
        AddKeys([.. actions.OfType<AddKeyAction>().Select(add => add.Key)]);
    }

    // Keys may name a period before it is defined.
    private void AddKeys(IReadOnlyList<KeyClause> keys)
    {
        foreach (var period in keys.Where(key => key.Kind == KeyKind.Period))
        {
            AddPeriod(period);
        }

        foreach (var key in keys.Where(key => key.Kind != KeyKind.Period))
        {
            AddKey(key);
        }
    }

    private void AddPeriod(KeyClause period)
    {
        _periods[period.Name ?? ""] = period;
        foreach (var part in period.Parts)
        {
            if (IndexOf(part.Column ?? "") is >= 0 and var at)
            {
                _columns[at] = WithoutNull(_columns[at]);
            }
        }
    }

    /// <summary>Adds a key.</summary>
    private void AddKey(KeyClause clause)
    {
        clause = clause with { Parts = [.. clause.Parts.SelectMany(Columns)] };
        var key = ToKey(clause) with { IsImplied = clause.Kind == KeyKind.Foreign };
        if (clause.IfNotExists && IsThere(clause))
        {
            return;
        }

        _isOrdered = true;

        // Of two keys that are both implied the later one stays, unless it is the shorter.
        if (clause.Parts.All(part => part.Column is not null))
        {
            _other.RemoveAll(other => other.IsImplied && Begins(key, other));
        }

        if (key.IsImplied && IsCovered(key, _other))
        {
            return;
        }

        key = key with { Name = clause.Name ?? KeyPolicy.NameFor(clause.Parts[0].Column is null ? null : key.Columns[0], Names()) };
        switch (clause.Kind)
        {
            case KeyKind.Primary:
                _primary = key with { Name = KeyPolicy.Primary };
                SettlePrimary();
                break;
            case KeyKind.Unique when clause.Parts.All(part => part.Column is not null):
                _unique.Add(key);
                NoteNulls(key);
                IsDoubtful |= HasVirtualOrder();
                break;
            default:
                _other.Add(key);
                break;
        }
    }

    // A key that has no name goes by that of its first column. One that is dropped in the same statement is still there.
    private bool IsThere(KeyClause clause) => clause.Kind == KeyKind.Primary
        ? _primary is not null || _before.Contains(KeyPolicy.Primary)
        : (clause.Name ?? clause.Parts[0].Column) is { } name && (Names().Contains(name) || _before.Contains(name));

    private HashSet<string> Names() => _unique.Concat(_other).Select(key => key.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Drops a key, if it is there. The index of a foreign key often has the constraint's name, and stays without it.</summary>
    private void DropKey(DropKeyAction drop)
    {
        if (Same(drop.Name, KeyPolicy.Primary))
        {
            _primary = null;
            return;
        }

        // A hash is no constraint to the server, which then drops nothing where it may.
        IsDoubtful |= drop.IsConstraint && _unique.Any(key => key.IsHash && Same(drop.Name, key.Name));
        _unique.RemoveAll(key => Same(drop.Name, key.Name));
        _other.RemoveAll(key => Same(drop.Name, key.Name) && !(drop.IsConstraint && key.Columns.Length > 0));
    }

    // A foreign key needs an index that begins with its columns, and has the server make one only where there is none, and only for as long.
    private bool IsCovered(KeyModel foreign, IEnumerable<KeyModel> others) =>
        (_primary is { } primary && Begins(primary, foreign)) || _unique.Concat(others).Any(key => Begins(key, foreign));

    private static bool Begins(KeyModel key, KeyModel with) => !key.IsHash && key.Columns.Length >= with.Columns.Length
        && key.Prefixes.Take(with.Columns.Length).All(prefix => prefix == 0)
        && key.Columns.Take(with.Columns.Length).SequenceEqual(with.Columns, StringComparer.OrdinalIgnoreCase);

    // Columns are named as they are defined, however the key spells them.
    private KeyModel ToKey(KeyClause clause)
    {
        var columns = ImmutableArray.CreateBuilder<string>();
        var prefixes = ImmutableArray.CreateBuilder<int>();
        foreach (var part in clause.Parts.Where(part => part.Column is not null))
        {
            var at = IndexOf(part.Column!);
            IsDoubtful |= at < 0;
            columns.Add(at < 0 ? part.Column! : _columns[at].Name);
            prefixes.Add(at < 0 ? 0 : Prefix(_columns[at], (int)Math.Min(part.Prefix, int.MaxValue)));
        }

        var key = WithPrefixes(new KeyModel(clause.Name ?? "", columns.ToImmutable()), prefixes.ToImmutable());
        return key with { IsHash = IsHash(clause, key) };
    }

    private static KeyModel WithPrefixes(KeyModel key, ImmutableArray<int> prefixes) =>
        key with { Prefixes = prefixes.Any(prefix => prefix > 0) ? prefixes : [] };

    // The end of a row's time is part of all unique keys, said or not.
    private static KeyModel WithoutEnd(KeyModel key, string? rowEnd) => key.Columns.Length > 1 && Same(key.Columns[^1], rowEnd)
        ? WithPrefixes(key with { Columns = key.Columns[..^1] }, key.HasPrefix ? key.Prefixes[..^1] : [])
        : key;

    // Only texts and bytes can be held in part; a prefix as long as the column is all of it.
    private static int Prefix(ColumnModel column, int prefix) => column.Type switch
    {
        SqlType.Char or SqlType.VarChar or SqlType.Binary or SqlType.VarBinary => prefix >= column.Length ? 0 : prefix,
        (>= SqlType.TinyText and <= SqlType.LongText) or (>= SqlType.TinyBlob and <= SqlType.LongBlob) => prefix,
        >= SqlType.Geometry and <= SqlType.GeometryCollection => prefix,
        _ => 0,
    };

    // MariaDB: USING HASH, a text of any length, or more bytes than an index can have.
    private bool IsHash(KeyClause clause, KeyModel key) =>
        _context.Server.IsMariaDb && clause.Kind == KeyKind.Unique && (clause.IsHash || NeedsHash(key));

    private bool NeedsHash(KeyModel key)
    {
        var bytes = 0L;
        for (var i = 0; i < key.Columns.Length; i++)
        {
            var column = IndexOf(key.Columns[i]) is >= 0 and var at ? _columns[at] : null;
            var prefix = key.HasPrefix ? key.Prefixes[i] : 0;
            bytes += column?.Type switch
            {
                _ when prefix > 0 => (long)prefix * CharsetWidths.Of(column?.Charset),
                SqlType.Char or SqlType.VarChar or SqlType.Binary or SqlType.VarBinary => (long)column.Length * CharsetWidths.Of(column.Charset),
                (>= SqlType.TinyText and <= SqlType.LongText) or (>= SqlType.TinyBlob and <= SqlType.LongBlob) => LongestKey + 1,
                _ => 8,
            };
        }

        return bytes > LongestKey;
    }

    private void SettleKeys()
    {
        SettlePrimary();
        _primary = _primary is null ? null : Settled(_primary);
        _unique = [.. _unique.Select(Settled)];
        _other.RemoveAll(key => key.IsImplied && IsCovered(key, _other.Where(other => !other.IsImplied)));
    }

    // A definition that is written anew asks anew what a key can hold and needs, and forgets that USING HASH was said when the key was made.
    private KeyModel Settled(KeyModel key)
    {
        key = key.HasPrefix
            ? WithPrefixes(key, [.. key.Columns.Select((name, i) => IndexOf(name) is >= 0 and var at ? Prefix(_columns[at], key.Prefixes[i]) : 0)])
            : key;
        return key with { IsHash = _context.Server.IsMariaDb && key.Name != KeyPolicy.Primary && NeedsHash(key) };
    }

    private void RenameKey(RenameKeyAction rename)
    {
        _unique = [.. _unique.Select(Renamed)];
        _other = [.. _other.Select(Renamed)];

        KeyModel Renamed(KeyModel key) => Same(rename.Name, key.Name) ? key with { Name = rename.NewName, IsImplied = false } : key;
    }

    // A key without columns is gone; one over expressions has none that are known.
    private void DropFromKeys(string column)
    {
        _primary = Without(_primary);
        _unique = [.. _unique.Select(Without).OfType<KeyModel>()];
        _other = [.. _other.Select(Without).OfType<KeyModel>()];

        KeyModel? Without(KeyModel? key)
        {
            var at = key is null ? -1 : Array.FindIndex([.. key.Columns], name => name.Equals(column, StringComparison.OrdinalIgnoreCase));
            if (at < 0)
            {
                return key;
            }

            return key!.Columns.Length == 1 ? null
                : WithPrefixes(key with { Columns = key.Columns.RemoveAt(at) }, key.HasPrefix ? key.Prefixes.RemoveAt(at) : []);
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
        _other = [.. _other.Select(Renamed)];
        _candidate = _candidate is null ? null : Renamed(_candidate);

        KeyModel Renamed(KeyModel key) => key with { Columns = [.. key.Columns.Select(name => names.GetValueOrDefault(name, name))] };
    }

    // Columns of the primary key have no NULL, and so none as their default.
    private void SettlePrimary()
    {
        foreach (var name in _primary?.Columns ?? [])
        {
            if (IndexOf(name) is >= 0 and var at && _columns[at].IsNullable)
            {
                _columns[at] = WithoutNull(_columns[at]);
            }
        }
    }

    private static ColumnModel WithoutNull(ColumnModel column) =>
        column with { IsNullable = false, Default = column.Default.Kind == DefaultKind.Null ? ColumnDefault.None : column.Default };

    // A period in a key is its end and its start.
    private IEnumerable<KeyPart> Columns(KeyPart part) =>
        part.Column is { } name && IndexOf(name) < 0 && _periods.TryGetValue(name, out var period) ? period.Parts.Reverse() : [part];
}

namespace ConnectRuntime.Host.Logging;

/// <summary>The levels of all loggers: a tree by the dots in their names, changed while the process runs.</summary>
/// <remarks>Thread-safe. A logger without a level of its own has that of the nearest name above it, in the end that of <see cref="Root"/>.</remarks>
internal sealed class LogLevels
{
    /// <summary>The name of the top of the tree.</summary>
    public const string Root = "root";

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LoggerState> _set = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, LoggerState> _known = new(StringComparer.Ordinal);

    /// <summary>A tree with this level at its top; the web framework, which tells of every request, begins at Warning.</summary>
    public LogLevels(LogLevel root = LogLevel.Information)
    {
        _set[Root] = new LoggerState { Level = root };

        // What keeps it from starting is thrown as well, and told once by whoever started it.
        _set["Microsoft.Extensions.Hosting"] = new LoggerState { Level = LogLevel.Critical };
        _set["Microsoft"] = new LoggerState { Level = root < LogLevel.Information ? root : LogLevel.Warning };
    }

    /// <summary>All loggers by name, the top first.</summary>
    public IReadOnlyList<KeyValuePair<string, LoggerState>> All
    {
        get
        {
            lock (_lock)
            {
                return [new(Root, _set[Root]), .. _known.Concat(_set.Where(pair => pair.Key != Root && !_known.ContainsKey(pair.Key)))
                    .OrderBy(pair => pair.Key, StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The state of a logger that is used or has been set, or null.</summary>
    public LoggerState? Find(string name)
    {
        lock (_lock)
        {
            return _known.GetValueOrDefault(name) ?? _set.GetValueOrDefault(name);
        }
    }

    /// <summary>The state that a logger reads; the same for the same name.</summary>
    public LoggerState Track(string name)
    {
        lock (_lock)
        {
            if (!_known.TryGetValue(name, out var state))
            {
                var above = Nearest(name);
                state = new LoggerState { Level = above.Level, LastModified = above.LastModified };
                _known.Add(name, state);
            }

            return state;
        }
    }

    /// <summary>Gives a logger, and all below it, a level.</summary>
    /// <returns>The loggers whose level is another one than before.</returns>
    public IReadOnlyList<string> Set(string name, LogLevel level)
    {
        lock (_lock)
        {
            var now = DateTimeOffset.UtcNow;
            var changed = new List<string>();
            foreach (var below in _set.Keys.Where(key => IsBelow(key, name)).ToList())
            {
                _set.Remove(below);
            }

            var state = Find(name);
            if (state is null)
            {
                state = new LoggerState { Level = Nearest(name).Level };
            }

            _set[name] = state;
            Change(name, state, level, now, changed);
            foreach (var (known, below) in _known.Where(pair => ReferenceEquals(Nearest(pair.Key), state) && pair.Key != name))
            {
                Change(known, below, level, now, changed);
            }

            return changed;
        }
    }

    private static void Change(string name, LoggerState state, LogLevel level, DateTimeOffset now, List<string> changed)
    {
        if (state.Level != level)
        {
            changed.Add(name);
            state.Level = level;
            state.LastModified = now;
        }
    }

    private static bool IsBelow(string name, string above) =>
        name.Length > above.Length && name[above.Length] == '.' && name.StartsWith(above, StringComparison.Ordinal);

    private LoggerState Nearest(string name)
    {
        for (var end = name.Length; end > 0; end = name.LastIndexOf('.', end - 1))
        {
            if (_set.TryGetValue(name[..end], out var state))
            {
                return state;
            }
        }

        return _set[Root];
    }
}

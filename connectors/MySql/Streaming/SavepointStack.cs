using ConnectRuntime.MySql.Changes;

namespace ConnectRuntime.MySql.Streaming;

/// <summary>Where the transaction under way can be taken back to: its beginning, and its savepoints.</summary>
/// <remarks>One owner, one thread. A name is what stands in the statement, which servers spell alike each time; upper and lower case are one.</remarks>
internal sealed class SavepointStack
{
    private readonly List<(string Name, ChangePlace Place)> _savepoints = [];

    /// <summary>The transaction's beginning.</summary>
    public ChangePlace Start { get; private set; }

    /// <summary>A transaction begins.</summary>
    public void Begin(in ChangePlace place)
    {
        Start = place with { Counts = [] };
        _savepoints.Clear();
    }

    /// <summary>Sets a savepoint; an earlier one of the same name is gone.</summary>
    public void Set(string name, in ChangePlace place)
    {
        var earlier = IndexOf(name);
        if (earlier >= 0)
        {
            _savepoints.RemoveAt(earlier);
        }

        _savepoints.Add((name, place));
    }

    /// <summary>Finds a savepoint, which stays; those after it are gone.</summary>
    /// <returns>Null where there is none of that name.</returns>
    public ChangePlace? Return(string name)
    {
        var index = IndexOf(name);
        if (index < 0)
        {
            return null;
        }

        _savepoints.RemoveRange(index + 1, _savepoints.Count - index - 1);
        return _savepoints[index].Place;
    }

    private int IndexOf(string name) => _savepoints.FindLastIndex(savepoint => savepoint.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}

using ConnectRuntime.Jdbc.Dialects;

namespace ConnectRuntime.Jdbc.Apply;

/// <summary>Rows that are applied together: encoded in source order, reduced by key, kept until the server has taken them.</summary>
/// <remarks>
/// <para>Owner: the task while it fills, then the applier. Bound: rows and bytes by configuration, and one row more. A task has
/// two: one is filled while the other is applied.</para>
/// <para>A row that a later one of the same key makes needless stays in the buffer with a link to that one. It is left out
/// where both are applied together, and applied where they are not, which is what finding a bad row by halves needs.</para>
/// <code>
/// buffer   |row|row|row|…             as the server takes it
/// rows     [place, key, stage, …]…    in source order; the rows of one stage are chained
/// keys     key → last row
/// </code>
/// </remarks>
/// <param name="number">0 or 1.</param>
internal sealed class ChunkState(int number)
{
    private RowEntry[] _rows = new RowEntry[256];

    public int Number { get; } = number;

    public RowBuffer Buffer { get; } = new();

    public List<StageState> Stages { get; } = [];

    public int Count { get; private set; }

    public KeyTable Keys { get; } = new();

    /// <summary>Rows that another one made needless.</summary>
    public int Superseded { get; private set; }

    public ReadOnlySpan<RowEntry> Rows => _rows.AsSpan(0, Count);

    /// <summary>Where a row lies, for the applier.</summary>
    public ref readonly RowEntry this[int row] => ref _rows[row];

    /// <summary>Adds the row whose bytes were just written, if its place among the rows of its key allows.</summary>
    /// <returns>False where rows before it must be applied first; nothing was added then.</returns>
    public bool TryAdd(StageState stage, in RowEntry row, bool keyed)
    {
        if (Count == _rows.Length)
        {
            Array.Resize(ref _rows, Count * 2);
        }

        ref var entry = ref _rows[Count];
        entry = row;
        entry.SupersededBy = -1;
        entry.NextOfStage = -1;
        if (keyed && ((stage.Chains[Number].First < 0 && !MayJoin(stage)) || !TryPlace(stage, ref entry)))
        {
            return false;
        }

        entry.Stage = Link(stage);
        Count++;
        return true;
    }

    /// <summary>Takes back bytes that became no row.</summary>
    public void CutToRows() => Buffer.CutAt(Count == 0 ? 0 : _rows[Count - 1].Start + _rows[Count - 1].Length);

    /// <summary>Whether a stage has rows to apply within a range.</summary>
    public bool HasLive(StageState stage, RowRange range)
    {
        for (var i = stage.Chains[Number].First; i >= 0 && i < range.End; i = _rows[i].NextOfStage)
        {
            if (i >= range.Start && IsLive(i, range))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a row is not made needless by another one of the range.</summary>
    public bool IsLive(int row, RowRange range) => _rows[row].SupersededBy < 0 || _rows[row].SupersededBy >= range.End;

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        foreach (var stage in Stages)
        {
            stage.Chains[Number] = RowChain.Empty;
        }

        Stages.Clear();
        Keys.Clear();
        Buffer.Clear();
        Count = 0;
        Superseded = 0;
    }

    /// <summary>
    /// One key, one after the other: an upsert replaces an earlier one if it writes all of its columns; a delete replaces an
    /// earlier upsert; an upsert behind a delete needs both, deletes being applied first.
    /// </summary>
    private bool TryPlace(StageState stage, ref RowEntry entry)
    {
        entry.Hash = KeyTable.Hash(stage.Table.Number, Buffer.Written.Slice(entry.KeyStart, entry.KeyLength));
        ref var slot = ref Keys.Find(_rows.AsSpan(0, Count), Buffer.Written, entry, stage.Table.Number, this);
        if (slot == 0)
        {
            slot = Count + 1;
            Keys.Added(_rows.AsSpan(0, Count + 1));
            return true;
        }

        ref var last = ref _rows[slot - 1];
        var before = Stages[last.Stage];
        if (before.Action != StageAction.Delete)
        {
            // An insert is never replaced: a second one of its key is an error that the server has to find.
            var replaces = stage.Action == StageAction.Delete
                ? before.Action != StageAction.Insert
                : before.Action != StageAction.Insert && stage.Covers(before);
            if (replaces)
            {
                last.SupersededBy = Count;
                Superseded++;
            }
            else if (before.Action != StageAction.Insert || stage.Action == StageAction.Delete)
            {
                return false;
            }
        }

        slot = Count + 1;
        return true;
    }

    // Where equal keys may differ in their bytes, only the order of the rows within one stage is known to be kept.
    private bool MayJoin(StageState stage)
    {
        foreach (var other in Stages)
        {
            if (ReferenceEquals(other.Table, stage.Table) && !(other.HasExactKeys && stage.HasExactKeys))
            {
                return false;
            }
        }

        return true;
    }

    private int Link(StageState stage)
    {
        ref var chain = ref stage.Chains[Number];
        int index;
        if (chain.First < 0)
        {
            index = Stages.Count;
            Stages.Add(stage);
            chain = new RowChain(Count, Count);
        }
        else
        {
            index = _rows[chain.Last].Stage;
            _rows[chain.Last].NextOfStage = Count;
            chain = chain with { Last = Count };
        }

        return index;
    }
}

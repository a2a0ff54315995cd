namespace ConnectRuntime.FlatFile.Layouts;

/// <summary>What a record must look like.</summary>
/// <param name="FieldCount">Fields that it has.</param>
/// <param name="Ragged">What becomes of one with another count.</param>
/// <param name="TrailingSeparator">Whether a separator may follow the last field.</param>
/// <param name="SkipsBlankLines">Whether a line with nothing in it is no record.</param>
internal sealed record RecordRules(int FieldCount, RaggedPolicy Ragged, bool TrailingSeparator, bool SkipsBlankLines)
{
    /// <summary>Whether a record with another number of fields is taken all the same, and with which fields.</summary>
    public bool Accepts(ref ReadOnlySpan<FieldRange> fields)
    {
        if (TrailingSeparator && fields.Length == FieldCount + 1 && fields[^1] is { Length: 0, Flags: FieldFlags.None })
        {
            fields = fields[..FieldCount];
            return true;
        }

        if (fields.Length < FieldCount)
        {
            return Ragged is RaggedPolicy.Pad or RaggedPolicy.PadAndCut;
        }

        fields = fields[..FieldCount];
        return Ragged is RaggedPolicy.Cut or RaggedPolicy.PadAndCut;
    }
}

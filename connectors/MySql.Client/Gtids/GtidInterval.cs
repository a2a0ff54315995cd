namespace ConnectRuntime.MySql.Client.Gtids;

/// <summary>Transaction numbers from <paramref name="First"/> to <paramref name="Last"/>, both included.</summary>
public readonly record struct GtidInterval(long First, long Last)
{
    /// <inheritdoc/>
    public override string ToString() => First == Last ? $"{First}" : $"{First}-{Last}";
}

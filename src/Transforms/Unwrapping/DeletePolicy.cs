namespace ConnectRuntime.Transforms.Unwrapping;

/// <summary>What becomes of deletes, and of tombstones that the source sends itself.</summary>
/// <param name="Deletes">What becomes of a delete.</param>
/// <param name="KeepsTombstones">Whether the source's own tombstones stay.</param>
internal readonly record struct DeletePolicy(DeleteHandling Deletes, bool KeepsTombstones)
{
    /// <summary>Whether rows tell in <c>__deleted</c> if they are gone.</summary>
    public bool Rewrites => Deletes == DeleteHandling.Rewrite;

    /// <summary>The policy of a mode.</summary>
    public static DeletePolicy Of(DeleteTombstoneHandling mode) => mode switch
    {
        DeleteTombstoneHandling.Drop => new(DeleteHandling.Drop, false),
        DeleteTombstoneHandling.Rewrite => new(DeleteHandling.Rewrite, false),
        DeleteTombstoneHandling.RewriteWithTombstone => new(DeleteHandling.Rewrite, true),
        _ => new(DeleteHandling.None, false),
    };
}

namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>Divides files between tasks by their inode, so that neither a rename nor a new mount moves a file to another task.</summary>
internal static class Partitioner
{
    /// <summary>The task of a file: FNV-1a, which does not change from process to process, modulo the tasks.</summary>
    public static int Of(string id, int tasks)
    {
        var hash = 2166136261u;
        foreach (var c in FileStatus.InodeOf(id))
        {
            hash = (hash ^ c) * 16777619u;
        }

        // The low bits of FNV-1a hardly depend on one another; the high ones are folded in for few tasks.
        return (int)((hash ^ (hash >> 16)) % (uint)tasks);
    }
}

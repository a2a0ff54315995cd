namespace ConnectRuntime.Repo.Tests.Rules;

/// <summary>What of a file a rule reads.</summary>
public enum FilePart
{
    /// <summary>Every character.</summary>
    All,

    /// <summary>Of C#, what is neither comment nor literal; of anything else, everything.</summary>
    Code,

    /// <summary>What people wrote for people: of C# the comments, of documents and scripts everything; nothing of what a browser reads, where a colour looks like a number.</summary>
    Words,
}

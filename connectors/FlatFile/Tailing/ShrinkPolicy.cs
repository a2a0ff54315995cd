namespace ConnectRuntime.FlatFile.Tailing;

/// <summary>What to do when a file is shorter than what has been read of it.</summary>
public enum ShrinkPolicy
{
    /// <summary>The task fails.</summary>
    Fail,

    /// <summary>The file is read from its beginning.</summary>
    Restart,

    /// <summary>Reading goes on with what is added behind its new end.</summary>
    End,
}

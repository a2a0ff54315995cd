namespace ConnectRuntime.Repo.Tests.Source;

/// <summary>A method, constructor, property or other member with code, and where it stands.</summary>
/// <param name="Name">The word before its parameters or its body.</param>
/// <param name="FirstLine">First line of its attributes or, without any, of itself; from 1.</param>
/// <param name="HeaderLine">First line after the attributes.</param>
/// <param name="LastLine">Line of its end.</param>
public sealed record MemberSize(string Name, int FirstLine, int HeaderLine, int LastLine)
{
    /// <summary>Lines from the header to the end; attributes and comments above do not count.</summary>
    public int Lines => LastLine - HeaderLine + 1;
}

namespace ConnectRuntime.Repo.Tests.Source;

/// <summary>A string literal of a C# file.</summary>
/// <param name="Start">Index of its first character, a prefix such as <c>$</c> included.</param>
/// <param name="End">Index after its closing quotes.</param>
/// <param name="Line">Line of its beginning, from 1.</param>
/// <param name="Text">What stands between the quotes, escapes and holes as they are written.</param>
public sealed record StringLiteral(int Start, int End, int Line, string Text);

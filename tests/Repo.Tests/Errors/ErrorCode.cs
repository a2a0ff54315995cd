namespace ConnectRuntime.Repo.Tests.Errors;

/// <summary>One place in the product that raises a failure by its code.</summary>
/// <param name="Code">Capitals and three digits.</param>
/// <param name="Kind">What the failure means for the runtime, or a dash where only the running program knows.</param>
/// <param name="Message">The sentence, with the names of what is filled in; empty where it is made elsewhere.</param>
/// <param name="Path">File, from the root.</param>
/// <param name="Line">From 1.</param>
public sealed record ErrorCode(string Code, string Kind, string Message, string Path, int Line);

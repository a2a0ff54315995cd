namespace ConnectRuntime.Host.Topics;

/// <summary>What another worker answered instead of what was asked for, in its own words.</summary>
internal sealed class RemoteException(string message) : Exception(message);

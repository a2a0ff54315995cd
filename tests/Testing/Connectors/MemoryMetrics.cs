using System.Collections.Concurrent;
using ConnectRuntime.Connectors;

namespace ConnectRuntime.Testing.Connectors;

/// <summary>The figures that a task has published.</summary>
public sealed class MemoryMetrics : ITaskMetrics
{
    private readonly ConcurrentDictionary<string, double> _values = new(StringComparer.Ordinal);

    /// <summary>What a counter or gauge stands at; 0 where it was never touched.</summary>
    public double this[string name] => _values.GetValueOrDefault(name);

    /// <summary>The last progress, in words.</summary>
    public string? Doing { get; private set; }

    /// <summary>The share of it that was done.</summary>
    public double? Share { get; private set; }

    /// <inheritdoc/>
    public void Add(string name, long amount) => _values.AddOrUpdate(name, amount, (_, before) => before + amount);

    /// <inheritdoc/>
    public void Set(string name, double value) => _values[name] = value;

    /// <inheritdoc/>
    public void Progress(string what, double? share) => (Doing, Share) = (what, share);
}

using System.Runtime.CompilerServices;
using System.Text;
using ConnectRuntime.Avro.Registry;
using ConnectRuntime.Errors;

namespace ConnectRuntime.Avro.Tests.Rows;

/// <summary>A schema log in memory, that can be told to fail.</summary>
public sealed class MemorySchemaLog : ISchemaLog
{
    private readonly Lock _gate = new();
    private readonly List<(string Key, string? Value)> _records = [];

    public bool IsDown { get; set; }

    public IReadOnlyList<(string Key, string? Value)> Records => _records;

    public void Add(string key, string? value) => _records.Add((key, value));

    public async ValueTask AppendAsync(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte>? value, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (IsDown)
        {
            throw new ConnectException(ErrorKind.Transient, "TEST", "Cannot append: the test says so.");
        }

        lock (_gate)
        {
            _records.Add((Encoding.UTF8.GetString(key.Span), value is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null));
        }
    }

    public async IAsyncEnumerable<SchemaLogRecord> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (key, value) in _records.ToList())
        {
            await Task.Yield();
            ReadOnlyMemory<byte>? bytes = null;
            if (value is not null)
            {
                bytes = Encoding.UTF8.GetBytes(value);
            }

            yield return new SchemaLogRecord(Encoding.UTF8.GetBytes(key), bytes);
        }
    }
}

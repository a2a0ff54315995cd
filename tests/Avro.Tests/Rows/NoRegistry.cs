using ConnectRuntime.Avro.Registry;

namespace ConnectRuntime.Avro.Tests.Rows;

/// <summary>A registry that must not be asked.</summary>
internal sealed class NoRegistry : ISchemaRegistry
{
    public ValueTask<int> RegisterAsync(string subject, string schemaText, CancellationToken cancellationToken) => throw Asked();

    public ValueTask<RegisteredSchema?> FindAsync(string subject, string schemaText, CancellationToken cancellationToken) => throw Asked();

    public ValueTask<RegisteredSchema?> GetByIdAsync(int id, CancellationToken cancellationToken) => throw Asked();

    public ValueTask<RegisteredSchema?> GetVersionAsync(string subject, int version, CancellationToken cancellationToken) => throw Asked();

    public ValueTask<IReadOnlyList<string>> GetSubjectsAsync(CancellationToken cancellationToken) => throw Asked();

    public ValueTask<IReadOnlyList<int>> GetVersionsAsync(string subject, CancellationToken cancellationToken) => throw Asked();

    private static InvalidOperationException Asked() => new("Nobody should ask the registry here.");
}

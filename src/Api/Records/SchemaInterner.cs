namespace ConnectRuntime.Records;

/// <summary>Keeps one instance of equal schemas for as long as anybody holds it.</summary>
internal static class SchemaInterner
{
    private const int LeastBetweenSweeps = 4096;
    private static readonly Lock Gate = new();

    // A list for each of ten thousand tables' schemas would take more than their references: the rule is one to a hash.
    private static readonly Dictionary<int, WeakReference<RecordSchema>> ByHash = [];
    private static readonly List<(int Hash, WeakReference<RecordSchema> Schema)> Others = [];
    private static int s_untilSweep = LeastBetweenSweeps;

    public static RecordSchema Intern(RecordSchema candidate)
    {
        var hash = Hash(candidate);
        lock (Gate)
        {
            if (Find(hash, candidate) is { } known)
            {
                return known;
            }

            Add(hash, candidate);

            if (--s_untilSweep <= 0)
            {
                Sweep();
            }

            return candidate;
        }
    }

    private static void Add(int hash, RecordSchema schema)
    {
        if (!ByHash.TryGetValue(hash, out var first))
        {
            ByHash.Add(hash, new WeakReference<RecordSchema>(schema));
        }
        else if (!first.TryGetTarget(out _))
        {
            first.SetTarget(schema);
        }
        else
        {
            Others.Add((hash, new WeakReference<RecordSchema>(schema)));
        }
    }

    private static RecordSchema? Find(int hash, RecordSchema candidate)
    {
        if (!ByHash.TryGetValue(hash, out var first))
        {
            return null;
        }

        if (first.TryGetTarget(out var schema) && Same(schema, candidate))
        {
            return schema;
        }

        foreach (var (other, reference) in Others)
        {
            if (other == hash && reference.TryGetTarget(out schema) && Same(schema, candidate))
            {
                return schema;
            }
        }

        return null;
    }

    private static void Sweep()
    {
        foreach (var (hash, reference) in ByHash)
        {
            if (!reference.TryGetTarget(out _))
            {
                ByHash.Remove(hash);
            }
        }

        // Those that are left over move up where the one before them is gone.
        Others.RemoveAll(static other => !other.Schema.TryGetTarget(out _) || ByHash.TryAdd(other.Hash, other.Schema));

        // As many as are left may come before the next one, so that sweeping costs a constant time per schema.
        s_untilSweep = Math.Max(LeastBetweenSweeps, ByHash.Count);
    }

    private static int Hash(RecordSchema schema)
    {
        var hash = new HashCode();
        hash.Add(schema.Kind);
        hash.Add(schema.IsNullable);
        hash.Add(schema.Name);
        hash.Add(schema.Version);
        hash.Add(schema.Doc);
        hash.Add(schema.HasDefault);
        hash.Add(SchemaDefault.Hash(schema.Default));
        foreach (var (name, value) in schema.Parameters)
        {
            hash.Add(name);
            hash.Add(value);
        }

        hash.Add(schema.Element);
        hash.Add(schema.KeySchema);
        hash.Add(schema.ValueSchema);
        foreach (var field in schema.Fields)
        {
            hash.Add(field.Name);
            hash.Add(field.Schema);
            hash.Add(field.Ordinal);
        }

        return hash.ToHashCode();
    }

    // Parts are interned already, so they are compared by reference.
    private static bool Same(RecordSchema a, RecordSchema b) =>
        a.Kind == b.Kind
        && a.IsNullable == b.IsNullable
        && a.Name == b.Name
        && a.Version == b.Version
        && a.Doc == b.Doc
        && a.HasDefault == b.HasDefault
        && ReferenceEquals(a.Element, b.Element)
        && ReferenceEquals(a.KeySchema, b.KeySchema)
        && ReferenceEquals(a.ValueSchema, b.ValueSchema)
        && a.Fields.SequenceEqual(b.Fields)
        && a.Parameters.SequenceEqual(b.Parameters)
        && SchemaDefault.Same(a.Default, b.Default);
}

using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Transforms;

namespace ConnectRuntime.Runtime.Pipelines;

/// <summary>One transform of a chain with its predicate.</summary>
internal sealed record TransformStep(string Alias, ITransform Transform, IPredicate? Predicate, bool Negate);

/// <summary>The transforms of a task, in order, bound to each stream once.</summary>
/// <remarks>Not thread-safe. A transform that only changes streams costs a look-up per stream and batch, and nothing per row.</remarks>
internal sealed class TransformChain(IReadOnlyList<TransformStep> steps)
{
    private const int MostStreams = 100_000;

    private readonly Dictionary<RecordStream, Binding>[] _bound = [.. steps.Select(_ => new Dictionary<RecordStream, Binding>())];
    private readonly Dictionary<int, int> _detached = [];
    private Binding[] _bindings = [];

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => steps.Count == 0;

    /// <summary>Runs all rows of a batch through all transforms. A row that cannot be transformed is failed in the batch.</summary>
    public void Apply(RecordBatch batch)
    {
        for (var step = 0; step < steps.Count; step++)
        {
            ApplyStep(batch, step);
        }
    }

    private void ApplyStep(RecordBatch batch, int step)
    {
        var streams = batch.Streams.Count;
        if (_bindings.Length < streams)
        {
            _bindings = new Binding[streams * 2];
        }

        var rowWork = false;
        for (var i = 0; i < streams; i++)
        {
            _bindings[i] = Bind(step, batch.Streams[i]);
            rowWork |= _bindings[i].HasRowWork;
        }

        if (rowWork)
        {
            batch.Decode();
            _detached.Clear();
            ApplyRows(batch, streams);
            batch.ApplyInsertions();
            batch.MarkTransformed();
        }

        for (var i = 0; i < streams; i++)
        {
            if (_bindings[i].Replacement is { } output && !ReferenceEquals(output, batch.Streams[i]))
            {
                if (output.Layout != batch.Streams[i].Layout || output.ValueSchema != batch.Streams[i].ValueSchema || output.KeySchema != batch.Streams[i].KeySchema)
                {
                    batch.MarkTransformed();
                }

                batch.SetStream(i, output);
            }
        }
    }

    private void ApplyRows(RecordBatch batch, int streams)
    {
        var count = batch.RowCount;
        for (var i = 0; i < count; i++)
        {
            ref var row = ref batch.Rows[i];
            if (!row.IsLive || row.Stream >= streams || !_bindings[row.Stream].HasRowWork)
            {
                continue;
            }

            var stream = row.Stream;
            try
            {
                _bindings[stream].Apply(batch, i);
                if (batch.Rows[i].Stream is var moved && moved != stream && moved < streams)
                {
                    batch.Rows[i].Stream = Detach(batch, moved);
                }
            }
            catch (ConnectException exception) when (exception.Kind == ErrorKind.Data)
            {
                batch.Fail(i, exception);
            }
        }
    }

    // A row that was moved to a stream of this batch has passed this step, so it must not be swept along when that stream is replaced.
    private int Detach(RecordBatch batch, int stream)
    {
        if (!_detached.TryGetValue(stream, out var own))
        {
            _detached.Add(stream, own = batch.AppendStream(batch.Streams[stream]));
        }

        return own;
    }

    private Binding Bind(int step, RecordStream stream)
    {
        if (_bound[step].TryGetValue(stream, out var binding))
        {
            return binding;
        }

        if (_bound[step].Count >= MostStreams)
        {
            _bound[step].Clear();
        }

        var (_, transform, predicate, negate) = steps[step];
        var bound = transform.Bind(stream);
        binding = new Binding(bound, bound is null ? null : predicate?.Bind(stream), negate);
        _bound[step].Add(stream, binding);
        return binding;
    }

    /// <summary>A transform and its predicate bound to one stream.</summary>
    private sealed class Binding
    {
        private readonly BoundTransform? _transform;
        private readonly BoundPredicate? _predicate;
        private readonly bool _negate;

        public Binding(BoundTransform? transform, BoundPredicate? predicate, bool negate)
        {
            var all = predicate?.ForAll;
            _transform = all is { } known && known == negate ? null : transform;
            _predicate = all is null ? predicate : null;
            _negate = negate;
        }

        /// <summary>The stream that takes the place of the bound one; null where rows are moved one by one, or not at all.</summary>
        public RecordStream? Replacement => _predicate is null ? _transform?.Output : null;

        public bool HasRowWork => _transform is not null && (_predicate is not null || _transform.HasRowWork);

        public void Apply(RecordBatch batch, int index)
        {
            if (_predicate is not null && _predicate.Test(batch, index) == _negate)
            {
                return;
            }

            var stream = batch.Rows[index].Stream;
            if (_transform!.HasRowWork)
            {
                _transform.Apply(batch, index);
            }

            ref var row = ref batch.Rows[index];
            if (_predicate is not null && row.Stream == stream)
            {
                row.Stream = batch.AddStream(_transform.Output);
            }
        }
    }
}

using ConnectRuntime.Configuration;
using ConnectRuntime.Errors;
using ConnectRuntime.Records;
using ConnectRuntime.Transforms;

namespace ConnectRuntime.Transforms.Tests;

/// <summary>Runs a transform over batches as the contract says a runtime does.</summary>
internal static class TransformRig
{
    /// <summary>A transform with options, given as name and value by turns.</summary>
    public static T Make<T>(params string[] options)
        where T : ITransform, new()
    {
        var transform = new T();
        transform.Configure(Parse(transform, options).Require("transform 'x'"));
        return transform;
    }

    public static ConfigResult Parse(ITransform transform, params string[] options) =>
        transform.Config.Parse(options.Chunk(2).ToDictionary(pair => pair[0], string? (pair) => pair[1]));

    /// <summary>Binds every stream, applies to every live row, moves what was inserted, and replaces the streams.</summary>
    public static void Apply(ITransform transform, RecordBatch batch)
    {
        var bound = batch.Streams.Select(transform.Bind).ToArray();
        Apply(bound, batch);
        for (var i = 0; i < bound.Length; i++)
        {
            if (bound[i] is { } known)
            {
                batch.SetStream(i, known.Output);
            }
        }
    }

    public static void Apply(BoundTransform?[] bound, RecordBatch batch)
    {
        for (var i = 0; i < batch.RowCount; i++)
        {
            var stream = batch.Rows[i].Stream;
            if (!batch.Rows[i].IsLive || stream >= bound.Length || bound[stream] is not { HasRowWork: true } transform)
            {
                continue;
            }

            try
            {
                transform.Apply(batch, i);
            }
            catch (ConnectException failure) when (failure.Kind == ErrorKind.Data)
            {
                batch.Fail(i, failure);
            }
        }

        batch.ApplyInsertions();
    }

    /// <summary>Expects a failure of a code, made of its two halves so that a code stands in one place of the tree only.</summary>
    public static ConnectException Expect(ErrorKind kind, string letters, string digits, Action action)
    {
        var failure = Assert.Throws<ConnectException>(action);
        Assert.Equal(kind, failure.Kind);
        Assert.Equal(letters + digits, failure.Code);
        return failure;
    }
}

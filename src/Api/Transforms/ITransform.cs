using ConnectRuntime.Configuration;
using ConnectRuntime.Records;

namespace ConnectRuntime.Transforms;

/// <summary>Changes rows between a source and its topics, or between topics and a sink.</summary>
/// <remarks>Needs a public constructor without parameters and a <see cref="Connectors.PluginAttribute"/>. One instance serves one task.</remarks>
public interface ITransform
{
    /// <summary>Its options, behind <c>transforms.&lt;alias&gt;.</c></summary>
    ConfigSpec Config { get; }

    /// <summary>Takes its options, once, before anything else.</summary>
    void Configure(ConnectorConfig config);

    /// <summary>
    /// Says what it does to the rows of a stream; called once per stream. What concerns names, topics, layout or order is done
    /// here, in the stream that is returned, and costs nothing per row.
    /// </summary>
    /// <returns>What is bound to the stream, or null to leave its rows as they are.</returns>
    /// <exception cref="Errors.ConnectException">Config: the options do not fit the stream; names the field and the schema.</exception>
    BoundTransform? Bind(RecordStream stream);
}

/// <summary>A transform bound to one stream. Used by one thread at a time.</summary>
/// <param name="output">The stream that the rows belong to afterwards.</param>
public abstract class BoundTransform(RecordStream output)
{
    /// <summary>The stream that the rows belong to afterwards.</summary>
    public RecordStream Output { get; } = output;

    /// <summary>Whether <see cref="Apply"/> has anything to do; false for one that only changes the stream.</summary>
    public abstract bool HasRowWork { get; }

    /// <summary>
    /// Changes one live row: edits its cells, drops it by <see cref="RowFlags.Dropped"/>, adds rows by
    /// <see cref="RecordBatch.InsertAfter"/>, or moves it by giving it a stream of its own from
    /// <see cref="RecordBatch.AddStream"/>. The row still has the stream it came with, not <see cref="Output"/>.
    /// </summary>
    /// <remarks>Does not allocate. Cells and bytes that are added go to the end of the batch.</remarks>
    /// <exception cref="Errors.ConnectException">Data: this row cannot be transformed.</exception>
    public abstract void Apply(RecordBatch batch, int row);
}

/// <summary>A transform that only changes the stream.</summary>
/// <param name="output">The stream that the rows belong to afterwards.</param>
public sealed class StreamChange(RecordStream output) : BoundTransform(output)
{
    /// <inheritdoc/>
    public override bool HasRowWork => false;

    /// <inheritdoc/>
    public override void Apply(RecordBatch batch, int row)
    {
    }
}

/// <summary>Decides for which rows a transform applies, under <c>predicates.&lt;alias&gt;.</c></summary>
public interface IPredicate
{
    /// <summary>Its options.</summary>
    ConfigSpec Config { get; }

    /// <summary>Takes its options, once, before anything else.</summary>
    void Configure(ConnectorConfig config);

    /// <summary>Says for which rows of a stream it holds; called once per stream.</summary>
    BoundPredicate Bind(RecordStream stream);
}

/// <summary>A predicate bound to one stream.</summary>
public abstract class BoundPredicate
{
    /// <summary>The answer for all rows of the stream, or null where it depends on the row.</summary>
    public abstract bool? ForAll { get; }

    /// <summary>The answer for one row.</summary>
    public abstract bool Test(RecordBatch batch, int row);
}

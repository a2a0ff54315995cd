using ConnectRuntime.Records;

namespace ConnectRuntime.Formats;

/// <summary>Makes cells of a fetched batch's bytes when somebody asks for them. The runtime attaches one to every batch it fetches.</summary>
public interface IBatchDecoder
{
    /// <summary>
    /// Decodes all live rows that are not decoded yet; rows that cannot be are failed in the batch. A second call with other
    /// columns decodes again.
    /// </summary>
    void Decode(RecordBatch batch, Projection? projection);
}

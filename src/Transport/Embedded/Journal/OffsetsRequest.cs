using ConnectRuntime.Transport.Embedded.Writing;

namespace ConnectRuntime.Transport.Embedded.Journal;

/// <summary>Makes a group's offsets durable.</summary>
internal sealed class OffsetsRequest(GroupOffsetsChange change) : TaskRequest
{
    public override void Prepare(FlushLoop loop)
    {
        loop.Journal.AddOffsets(change);
        InJournal = true;
    }

    public override void Apply(FlushLoop loop) => loop.Journal.Groups.Apply(change);
}

using ConnectRuntime.Transport.Embedded.Writing;

namespace ConnectRuntime.Transport.Embedded.Journal;

/// <summary>Forgets a group.</summary>
internal sealed class DeleteGroupRequest(string group) : TaskRequest
{
    public bool Found { get; private set; }

    public override void Prepare(FlushLoop loop)
    {
        loop.Journal.AddNoGroup(group);
        InJournal = true;
    }

    public override void Apply(FlushLoop loop) => Found = loop.Journal.Groups.Remove(group);
}

using ConnectRuntime.Transport.Embedded.Writing;

namespace ConnectRuntime.Transport.Embedded.Storage;

/// <summary>Removes a topic, behind everything appended to it before.</summary>
internal sealed class DeleteTopicRequest(string name) : TaskRequest
{
    public bool Found { get; private set; }

    public override void Prepare(FlushLoop loop)
    {
    }

    public override void Apply(FlushLoop loop)
    {
        var id = loop.Topics.Find(name)?.Info.Id;
        try
        {
            Found = loop.Topics.Remove(name);
        }
        catch (IOException e)
        {
            Error = loop.Context.WriteFailed(e);
        }

        if (Found && id is { } gone)
        {
            loop.Journal.Groups.RemoveTopic(gone);
        }
    }
}

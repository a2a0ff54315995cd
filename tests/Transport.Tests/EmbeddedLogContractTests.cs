using ConnectRuntime.Testing.Transport;
using ConnectRuntime.Transport.Embedded;

namespace ConnectRuntime.Transport.Tests;

/// <summary>The contract, on the embedded log over real files.</summary>
public sealed class EmbeddedLogContractTests : TopicLogContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("transport-contract-").FullName;

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override ValueTask<ITopicLog> OpenAsync() => new(EmbeddedTopicLog.Open(new EmbeddedLogOptions(_folder)));
}

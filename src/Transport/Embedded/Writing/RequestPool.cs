using System.Collections.Concurrent;

namespace ConnectRuntime.Transport.Embedded.Writing;

/// <summary>Append requests that are not in use.</summary>
internal sealed class RequestPool(BlockPool blocks)
{
    private const int MostKept = 64;
    private readonly ConcurrentQueue<AppendRequest> _free = new();

    public AppendRequest Rent() => _free.TryDequeue(out var request) ? request : new AppendRequest(this, blocks);

    public void Return(AppendRequest request)
    {
        if (_free.Count < MostKept)
        {
            _free.Enqueue(request);
        }
    }
}

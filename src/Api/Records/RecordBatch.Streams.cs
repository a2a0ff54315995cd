namespace ConnectRuntime.Records;

/// <content>The table of streams that rows point to.</content>
public sealed partial class RecordBatch
{
    private const int FewStreams = 8;

    private readonly List<RecordStream> _streams = [];

    // Empty up to a few streams, where looking through them is faster; then it holds a place of every stream.
    private Dictionary<RecordStream, int>? _streamIndex;

    /// <summary>The streams that rows point to by index.</summary>
    public IReadOnlyList<RecordStream> Streams => _streams;

    /// <summary>The index of a stream, which is added if it is not there.</summary>
    public int AddStream(RecordStream stream)
    {
        // A source that has just used a stream uses it again: look from the end.
        for (var i = _streams.Count - 1; i >= Math.Max(0, _streams.Count - FewStreams); i--)
        {
            if (ReferenceEquals(_streams[i], stream))
            {
                return i;
            }
        }

        return AddDistantStream(stream);
    }

    /// <summary>Adds a stream even where an equal one is there, for a stage that must tell the two apart.</summary>
    /// <returns>Its index.</returns>
    public int AppendStream(RecordStream stream)
    {
        _streams.Add(stream);
        if (_streamIndex is { Count: > 0 } index)
        {
            index.TryAdd(stream, _streams.Count - 1);
        }

        return _streams.Count - 1;
    }

    /// <summary>Puts another stream in the place of one, for all its rows.</summary>
    public void SetStream(int index, RecordStream stream)
    {
        var previous = _streams[index];
        _streams[index] = stream;
        if (_streamIndex is { Count: > 0 } known)
        {
            if (known.TryGetValue(previous, out var place) && place == index)
            {
                known.Remove(previous);
            }

            known.TryAdd(stream, index);
        }
    }

    private int AddDistantStream(RecordStream stream)
    {
        if (_streams.Count <= FewStreams)
        {
            var place = _streams.IndexOf(stream);
            return place >= 0 ? place : AppendStream(stream);
        }

        _streamIndex ??= [];
        if (_streamIndex.Count == 0)
        {
            for (var i = 0; i < _streams.Count; i++)
            {
                _streamIndex.TryAdd(_streams[i], i);
            }
        }

        return _streamIndex.TryGetValue(stream, out var index) ? index : AppendStream(stream);
    }
}

namespace ConnectRuntime.Host.Progress;

/// <summary>Standard output with a block of lines at its end that is written over, and the log above it.</summary>
/// <remarks>Thread-safe. Where nobody looks on, a block is not written over but not written at all.</remarks>
internal sealed class Terminal(TextWriter output, TextWriter error, bool isTerminal)
{
    // Some terminals do not say how wide they are.
    private const int UnknownWidth = 120;

    private readonly Lock _lock = new();
    private IReadOnlyList<string> _block = [];

    /// <summary>Whether people look on.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>Writes a line that stays.</summary>
    public void WriteLine(string line) => Above(output, line);

    /// <summary>Writes a line of the log.</summary>
    public void WriteLog(string line) => Above(error, line);

    /// <summary>Puts other lines in the place of the block.</summary>
    public void Show(IReadOnlyList<string> lines)
    {
        if (!isTerminal)
        {
            return;
        }

        lock (_lock)
        {
            Erase();
            _block = lines;
            Draw();
        }
    }

    private void Above(TextWriter writer, string line)
    {
        lock (_lock)
        {
            Erase();
            writer.WriteLine(line);
            Draw();
        }
    }

    // Up to the first line of the block, and clear from there to the end of the screen.
    private void Erase()
    {
        if (_block.Count > 0)
        {
            output.Write($"\e[{_block.Count}A\r\e[J");
        }
    }

    private void Draw()
    {
        var width = _block.Count > 0 && Console.WindowWidth is > 1 and var columns ? columns - 1 : UnknownWidth;
        foreach (var line in _block)
        {
            output.WriteLine(line.Length > width ? line[..width] : line);
        }
    }
}

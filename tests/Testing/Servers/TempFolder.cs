namespace ConnectRuntime.Testing.Servers;

/// <summary>A folder of its own below the temporary folder, removed with everything in it when it is disposed.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Makes the folder.</summary>
    /// <param name="name">Says in a listing whose it is.</param>
    /// <param name="below">Where to make it; null for the temporary folder of the system.</param>
    public TempFolder(string name = "test", string? below = null)
    {
        below ??= System.IO.Path.GetTempPath();
        Path = System.IO.Path.Combine(below, $"connectruntime-{name}-{Guid.NewGuid():N}"[..(22 + name.Length)]);
        Directory.CreateDirectory(Path);
    }

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>The path of something in it; folders on the way are not made.</summary>
    public string Combine(params ReadOnlySpan<string> parts)
    {
        var path = Path;
        foreach (var part in parts)
        {
            path = System.IO.Path.Combine(path, part);
        }

        return path;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // A server that was killed may still have a child that removes its own files.
        for (var attempt = 0; attempt < 5; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (DirectoryNotFoundException)
            {
                return;
            }
            catch (IOException)
            {
                Thread.Sleep(50);
            }
        }
    }
}

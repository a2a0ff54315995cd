using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using ConnectRuntime.Codecs;

namespace ConnectRuntime.Codecs.Tests;

/// <summary>A machine without libzstd: a second copy of the assembly, for which the loader finds none.</summary>
public class MissingLibraryTests
{
    [Fact]
    public void The_error_names_the_package()
    {
        var context = new AssemblyLoadContext("without libraries", isCollectible: true);
        var copy = context.LoadFromAssemblyPath(typeof(ZstdDecompressor).Assembly.Location);
        NativeLibrary.SetDllImportResolver(copy, static (name, _, _) => throw new DllNotFoundException($"{name} is not there."));
        var type = copy.GetType(typeof(ZstdDecompressor).FullName!)!;
        var error = Assert.Throws<TargetInvocationException>(() => Activator.CreateInstance(type)).InnerException!;
        Assert.Equal(
            "ZST001: Cannot use zstd: the library libzstd.so.1 is not found, version 1.4 or later is required. Install the package libzstd1.",
            error.Message);
        context.Unload();
    }
}

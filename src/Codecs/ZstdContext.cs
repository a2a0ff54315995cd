using System.Runtime.InteropServices;

namespace ConnectRuntime.Codecs;

/// <summary>A decompression context of libzstd, freed with its handle.</summary>
internal sealed class ZstdContext : SafeHandle
{
    public ZstdContext()
        : base(0, ownsHandle: true)
    {
        try
        {
            SetHandle(ZstdLibrary.CreateContext());
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            throw CodecErrors.NoZstd(e);
        }
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _ = ZstdLibrary.FreeContext(handle);
        return true;
    }
}

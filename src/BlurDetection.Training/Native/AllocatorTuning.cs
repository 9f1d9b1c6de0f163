using System.Runtime.InteropServices;

namespace BlurDetection.Training.Native;

/// <summary>Keeps glibc from handing big tensors back to the kernel after every step; the page faults would cost about
/// half the training time.</summary>
internal static partial class AllocatorTuning
{
    private const int TrimThreshold = -1, TopPad = -2, MaxMappings = -4;
    private static int _applied;

    /// <summary>Applies once for the process. Does nothing where the C library is not glibc.</summary>
    internal static bool Apply()
    {
        if (Interlocked.Exchange(ref _applied, 1) == 1) return true;
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            if (VersionOfGlibc() == IntPtr.Zero) return false;
            return (SetOption(MaxMappings, 0) & SetOption(TrimThreshold, 1 << 30) & SetOption(TopPad, 64 << 20)) == 1;
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    private static partial int SetOption(int parameter, int value);

    [LibraryImport("libc.so.6", EntryPoint = "gnu_get_libc_version")]
    private static partial IntPtr VersionOfGlibc();
}

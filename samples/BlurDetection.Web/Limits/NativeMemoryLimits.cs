using System.Runtime.InteropServices;

namespace BlurDetection.Web.Limits;

/// <summary>Makes the GNU C library give freed memory back.</summary>
/// <remarks>
/// By itself it raises both limits up to 32 and 64 MiB with the size of what is freed, and keeps as much at the end of
/// each of its heaps, of which there is one for nearly every thread; <c>malloc_trim</c> does not reach these ends. After
/// a burst of images that was over 100 MB.
/// </remarks>
internal static partial class NativeMemoryLimits
{
    private const int TrimThreshold = -1, MmapThreshold = -3; // M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h
    private const int Bytes = 1 << 20;

    /// <summary>Sets the limits for the whole process, unless the environment sets them; does nothing with other C libraries.</summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            if (!IsSet("MALLOC_TRIM_THRESHOLD_")) SetOption(TrimThreshold, Bytes);
            if (!IsSet("MALLOC_MMAP_THRESHOLD_")) SetOption(MmapThreshold, Bytes);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such function, and keeps nothing
        }
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int option, int value);
}

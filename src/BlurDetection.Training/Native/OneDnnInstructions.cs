using System.Runtime.InteropServices;

namespace BlurDetection.Training.Native;

/// <summary>Limits oneDNN to older instructions. It reads the limit once, so this must come before libtorch is loaded.</summary>
internal static partial class OneDnnInstructions
{
    private const string Variable = "ONEDNN_MAX_CPU_ISA";

    internal static void LimitToSse41()
    {
        // .NET's own copy of the environment is not the one that native code reads, except on Windows.
        if (OperatingSystem.IsWindows()) Environment.SetEnvironmentVariable(Variable, "SSE41");
        else _ = SetVariable(Variable, "SSE41", 1);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}

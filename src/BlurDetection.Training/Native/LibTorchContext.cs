using System.Runtime.InteropServices;
using TorchSharp;

namespace BlurDetection.Training.Native;

/// <summary>Switches of libtorch that TorchSharp lacks: members of <c>at::Context</c>, by the names that libtorch_cpu exports.</summary>
internal static unsafe class LibTorchContext
{
    private const string UnixContext = "_ZN2at13globalContextEv", WindowsContext = "?globalContext@at@@YAAEAVContext@1@XZ";

    internal static bool OneDnnIsEnabled => Get("_ZNK2at7Context17userEnabledMkldnnEv", "?userEnabledMkldnn@Context@at@@QEBA_NXZ") ?? true;

    internal static bool NnpackIsEnabled => Get("_ZNK2at7Context17userEnabledNNPACKEv", "?userEnabledNNPACK@Context@at@@QEBA_NXZ") ?? true;

    /// <summary>False where this build of libtorch has no such switch.</summary>
    internal static bool SwitchOffOneDnn() =>
        SwitchOff("_ZN2at7Context20setUserEnabledMkldnnEb", "?setUserEnabledMkldnn@Context@at@@QEAAX_N@Z");

    /// <summary>Without it, NNPACK writes a warning to the standard error stream on each processor that it does not know.</summary>
    internal static bool SwitchOffNnpack() =>
        SwitchOff("_ZN2at7Context20setUserEnabledNNPACKEb", "?setUserEnabledNNPACK@Context@at@@QEAAX_N@Z");

    private static bool SwitchOff(string name, string windowsName)
    {
        if (!TryFind(name, windowsName, out var context, out var setter)) return false;
        ((delegate* unmanaged<IntPtr, byte, void>)setter)(context, 0);
        return true;
    }

    private static bool? Get(string name, string windowsName) =>
        TryFind(name, windowsName, out var context, out var getter) ? ((delegate* unmanaged<IntPtr, byte>)getter)(context) != 0 : null;

    private static bool TryFind(string name, string windowsName, out IntPtr context, out IntPtr member)
    {
        (context, member) = (IntPtr.Zero, IntPtr.Zero);
        var windows = OperatingSystem.IsWindows();
        if (!NativeLibrary.TryLoad("torch_cpu", typeof(torch).Assembly, null, out var library)
            || !NativeLibrary.TryGetExport(library, windows ? WindowsContext : UnixContext, out var global)
            || !NativeLibrary.TryGetExport(library, windows ? windowsName : name, out member)) return false;
        context = ((delegate* unmanaged<IntPtr>)global)();
        return true;
    }
}

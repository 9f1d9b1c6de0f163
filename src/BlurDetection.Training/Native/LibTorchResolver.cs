using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using TorchSharp;

namespace BlurDetection.Training.Native;

/// <summary>Asked by the runtime only after its own search for TorchSharp's native library has failed; loads a patched copy where the cause
/// is an old libstdc++.</summary>
/// <remarks>
/// libLibTorchSharp.so 0.107.0 was linked by GCC 13 and names GLIBCXX_3.4.32 for one symbol that it never calls, so
/// Debian 12 and Ubuntu 22.04 (3.4.30) refuse it. This file, <see cref="ElfVersionNeed"/> and <see cref="MemoryFile"/> can go when
/// TorchSharp is built against an older libstdc++ again, or when no supported system has one older than GCC 13.2's.
/// </remarks>
internal static class LibTorchResolver
{
    internal const string MissingVersion = "GLIBCXX_3.4.32";
    private const string WitnessSymbol = "_ZSt21ios_base_library_initv";
    private const string FileName = "libLibTorchSharp.so";

    internal static LibTorchResolution Outcome { get; private set; }

    internal static string? Failure { get; private set; }

    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255",
        Justification = "Only registers a fallback; a user must not need to call anything.")]
    internal static void Register()
    {
        if (!OperatingSystem.IsLinux()) return;
        var context = AssemblyLoadContext.GetLoadContext(typeof(torch).Assembly) ?? AssemblyLoadContext.Default;
        context.ResolvingUnmanagedDll += (_, name) => name == LibTorch.LibraryName ? Resolve() : IntPtr.Zero;
    }

    private static IntPtr Resolve()
    {
        var path = NativeSearch.Find(FileName);
        if (path is null || !SystemLacksVersion())
        {
            Outcome = LibTorchResolution.NotOurs;
            return IntPtr.Zero;
        }
        try
        {
            var patched = ElfVersionNeed.MakeWeak(File.ReadAllBytes(path), MissingVersion);
            // The copy stands in no folder, so what it links to must be in the process already.
            foreach (var needed in (string[])["libc10.so", "libtorch_cpu.so", "libtorch.so"])
                NativeLibrary.Load(NativeSearch.Find(needed) ?? throw new DllNotFoundException($"{needed} was not found beside {path}."));
            var handle = MemoryFile.Load(patched, FileName);
            Outcome = LibTorchResolution.Patched;
            return handle;
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException or IOException or UnauthorizedAccessException)
        {
            Outcome = LibTorchResolution.Failed;
            Failure = $"{path} needs {MissingVersion}, which this system's libstdc++.so.6 lacks (it comes with GCC 13), "
                + $"and a patched copy could " +
                    $"not be loaded: {e.Message} Install a newer libstdc++6, or train on a system that has it (Debian 13, Ubuntu 24.04).";
            return IntPtr.Zero;
        }
    }

    private static bool SystemLacksVersion() =>
        NativeLibrary.TryLoad("libstdc++.so.6", out var handle) && !NativeLibrary.TryGetExport(handle, WitnessSymbol, out _);
}

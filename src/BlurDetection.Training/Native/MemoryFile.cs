using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace BlurDetection.Training.Native;

/// <summary>Loads a shared library from bytes, on Linux, without leaving a file: no cache to go stale, no folder that
/// must be writable.</summary>
internal static partial class MemoryFile
{
    /// <summary>Loads the library from anonymous memory, or where that is forbidden from a temporary file that is deleted
    /// at once.</summary>
    /// <exception cref="DllNotFoundException">The loader refuses it.</exception>
    internal static IntPtr Load(ReadOnlySpan<byte> library, string name)
    {
        var descriptor = Create(name, 0);
        if (descriptor >= 0)
        {
            using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
            RandomAccess.Write(handle, library, 0);
            if (NativeLibrary.TryLoad($"/proc/self/fd/{descriptor}", out var loaded)) return loaded;
        }
        return LoadFromTemporaryFile(library, name);
    }

    internal static IntPtr LoadFromTemporaryFile(ReadOnlySpan<byte> library, string name)
    {
        var folder = Directory.CreateTempSubdirectory("blurdetection-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, library);
            return NativeLibrary.Load(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "memfd_create", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Create(string name, uint flags);
}

using System.Runtime.InteropServices;

namespace BlurDetection.Inputs;

/// <summary>Which file a name leads to: the device and the inode, whatever the names that it has.</summary>
/// <remarks>Exact on Linux. Elsewhere the path stands for it after links are resolved, and every file counts as a regular one.</remarks>
/// <param name="Device">The device on Linux.</param>
/// <param name="Inode">The inode on Linux.</param>
/// <param name="Path">The resolved path on other systems.</param>
internal readonly record struct FileIdentity(ulong Device, ulong Inode, string? Path)
{
    // struct statx of the kernel's ABI, the same on every architecture
    private const int StatxSize = 256, AtCurrentDirectory = -100, BasicStats = 0x7FF;
    private const int TypeMask = 0xF000, RegularFile = 0x8000;

    /// <summary>What a name leads to, links followed; <see langword="null"/> where nothing is there or it may not be seen.</summary>
    public static FileStatus? Of(string path) => OperatingSystem.IsLinux() ? OfLinux(path) : OfPath(path);

    private static unsafe FileStatus? OfLinux(string path)
    {
        byte* stat = stackalloc byte[StatxSize];
        if (Statx(AtCurrentDirectory, path, 0, BasicStats, stat) != 0) return null;
        var identity = new FileIdentity(((ulong)*(uint*)(stat + 136) << 32) | *(uint*)(stat + 140), *(ulong*)(stat + 32), null);
        DateTime modified = DateTimeOffset.FromUnixTimeSeconds(*(long*)(stat + 112)).UtcDateTime.AddTicks(*(uint*)(stat + 120) / 100);
        return new FileStatus(identity, (*(ushort*)(stat + 28) & TypeMask) == RegularFile, *(uint*)(stat + 16) > 1,
            *(long*)(stat + 40), modified);
    }

    private static FileStatus? OfPath(string path)
    {
        FileSystemInfo found = Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path);
        try
        {
            found = found.ResolveLinkTarget(returnFinalTarget: true) ?? found;
        }
        catch (IOException)
        {
            return null; // a chain of links without an end
        }
        if (!found.Exists) return null;
        var identity = new FileIdentity(0, 0, System.IO.Path.GetFullPath(found.FullName));
        return new FileStatus(identity, found is FileInfo, false, (found as FileInfo)?.Length ?? 0, found.LastWriteTimeUtc);
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = false)]
    private static extern unsafe int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, byte* stat);
}

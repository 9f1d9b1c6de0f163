using System.Runtime.InteropServices;
using System.Security.Cryptography;
using BlurDetection.Training.Native;
using TorchSharp;
using Xunit;

namespace BlurDetection.Training.Tests.Native;

public sealed class LibTorchTests
{
    private const string FileName = "libLibTorchSharp.so";

    [Fact]
    public void TorchComputesAfterAPlainBuild()
    {
        LibTorch.EnsureLoaded();
        using var x = torch.tensor(new float[] { 1, 2, 3 });
        using var sum = x.sum();
        Assert.Equal(6f, sum.item<float>());
    }

    [SkippableFact]
    public void APatchedCopyIsUsedOnlyWhereTheSystemLacksTheVersion()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has symbol versions.");
        LibTorch.EnsureLoaded();
        var systemHasIt = NativeLibrary.TryGetExport(NativeLibrary.Load("libstdc++.so.6"), "_ZSt21ios_base_library_initv", out _);
        Assert.Equal(!systemHasIt, LibTorch.UsesPatchedCopy);
    }

    [SkippableFact]
    public void TheOriginalIsLeftAsItIs()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has symbol versions.");
        var path = NativeSearch.Find(FileName);
        Assert.NotNull(path);
        var before = SHA256.HashData(File.ReadAllBytes(path));
        var written = File.GetLastWriteTimeUtc(path);
        LibTorch.EnsureLoaded();
        Assert.Equal(before, SHA256.HashData(File.ReadAllBytes(path)));
        Assert.Equal(written, File.GetLastWriteTimeUtc(path));
        Assert.True(ElfVersionNeed.Demands(File.ReadAllBytes(path), LibTorchResolver.MissingVersion));
    }

    [SkippableFact]
    public void MendingChangesOneBitOfTheCopy()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has symbol versions.");
        var original = File.ReadAllBytes(NativeSearch.Find(FileName)!);
        var patched = ElfVersionNeed.MakeWeak(original, LibTorchResolver.MissingVersion);
        Assert.False(ElfVersionNeed.Demands(patched, LibTorchResolver.MissingVersion));
        var changed = Enumerable.Range(0, original.Length).Where(i => original[i] != patched[i]).ToList();
        Assert.Equal(2, original[Assert.Single(changed)] ^ patched[changed[0]]);
    }

    [SkippableFact]
    public void APatchedCopyAlsoLoadsFromATemporaryFile()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has symbol versions.");
        LibTorch.EnsureLoaded();
        var patched = ElfVersionNeed.MakeWeak(File.ReadAllBytes(NativeSearch.Find(FileName)!), LibTorchResolver.MissingVersion);
        Assert.NotEqual(IntPtr.Zero, MemoryFile.LoadFromTemporaryFile(patched, FileName));
        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "blurdetection-*").SelectMany(d => Directory.GetFiles(d, FileName)));
    }

    [Fact]
    public void AnUnknownNeedIsRefusedByName()
    {
        var path = NativeSearch.Find(FileName);
        if (path is null) return;
        var e = Assert.Throws<BadImageFormatException>(() => ElfVersionNeed.MakeWeak(File.ReadAllBytes(path), "GLIBCXX_9.9.9"));
        Assert.Contains("GLIBCXX_9.9.9", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(64)]
    public void BytesThatAreNoLibraryAreRefused(int length) =>
        Assert.Throws<BadImageFormatException>(() => ElfVersionNeed.MakeWeak(new byte[length], "GLIBCXX_3.4.32"));

    [SkippableFact]
    public void ATruncatedLibraryIsRefused()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux has symbol versions.");
        var original = File.ReadAllBytes(NativeSearch.Find(FileName)!);
        for (var length = 64; length < 300_000; length += 9_973)
        {
            var cut = original[..length];
            Assert.Throws<BadImageFormatException>(() => ElfVersionNeed.MakeWeak(cut, "GLIBCXX_3.4.32"));
        }
    }
}

using System.Text.RegularExpressions;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

/// <summary>Rules that keep the tests independent of each other and of the machine's load.</summary>
public sealed partial class ProcessWideStateTests
{
    private static IEnumerable<(string Name, string Text)> Sources =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests"), "*.cs", SearchOption.AllDirectories)
        .Select(path => (Name: Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
        .Where(file => !file.Name.Contains("/obj/", StringComparison.Ordinal)
            && !file.Name.EndsWith($"/{nameof(ProcessWideStateTests)}.cs", StringComparison.Ordinal));

    [Fact]
    public void TestsThatChangeOrMeasureWhatAProcessSharesRunAlone()
    {
        string[] beside = [.. Sources.Where(file => Shared().IsMatch(file.Text) && !Alone().IsMatch(file.Text)).Select(file => file.Name)];
        Assert.True(beside.Length == 0,
            $"Give the class [Collection({nameof(ProcessWideState)}.{nameof(ProcessWideState.Name)})]: {string.Join(", ", beside)}");
    }

    // A pause is too short on a busy machine, and wasted on a quiet one. Pauses without end, in a process that is killed, are none.
    [Fact]
    public void NoTestWaitsForATimeInsteadOfASignal()
    {
        string[] waiting = [.. Sources.Where(file => !Asks(file.Name) && Pause().IsMatch(file.Text)).Select(file => file.Name)];
        Assert.True(waiting.Length == 0, $"Wait for a signal: {string.Join(", ", waiting)}");
    }

    // Servers of other programs, killed processes, processes at rest and memory that is given back give no signal: their tests ask again
    // until a generous limit. Cameras and slow clients send by the clock.
    private static bool Asks(string name) =>
        name is "tests/BlurDetection.Web.Tests/Limits/MemoryAfterBurstTests.cs"
            or "tests/BlurDetection.Video.Tests/Decoding/InterruptionTests.cs" or "tests/BlurDetection.Video.Tests/Support/RtspServer.cs"
            or "tests/BlurDetection.Web.Tests/Limits/SlowSendersTests.cs"
        || name.StartsWith("tests/BlurDetection.Queue.Tests/",
            StringComparison.Ordinal) || name.StartsWith("tests/BlurDetection.Scanning.Tests/", StringComparison.Ordinal);

    [Theory]
    [InlineData("torch.set_num_threads(1);", true)]
    [InlineData("Environment.SetEnvironmentVariable(\"A\", \"1\");", true)]
    [InlineData("Console.SetOut(output);", true)]
    [InlineData("Environment.CurrentDirectory = folder;", true)]
    [InlineData("var bytes = GC.GetTotalMemory(true);", true)]
    [InlineData("start.Environment[\"A\"] = \"1\"; // of a child", false)]
    [InlineData("Assert.Equal(folder, Environment.CurrentDirectory);", false)]
    public void WhatAProcessSharesIsRecognised(string code, bool shared) => Assert.Equal(shared, Shared().IsMatch(code));

    [GeneratedRegex(@"\bset_num_(interop_)?threads\(|\bSetEnvironmentVariable\("
        + @"|\bConsole\.Set(Out|Error|In)\(|\bSetCurrentDirectory\(|\bEnvironment\.CurrentDirectory\s*=[^=]"
        + @"|\bDefaultThreadCurrent(UI)?Culture\s*=[^=]|\bAppContext\.SetSwitch\(|\bPeakWorkingSet64\b"
        + @"|\bGC\.GetTotalMemory\(|\bGC\.GetTotalAllocatedBytes\(")]
    private static partial Regex Shared();

    [GeneratedRegex(@"\[Collection\((Support\.)?ProcessWideState\.Name\)\]")]
    private static partial Regex Alone();

    [GeneratedRegex(@"\bTask\.Delay\(|\bThread\.Sleep\((?!Timeout\.Infinite)")]
    private static partial Regex Pause();
}

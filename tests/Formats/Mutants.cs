using System.Diagnostics;
using BlurDetection.Imaging;
using BlurDetection.Tests.Robustness;
using Xunit.Abstractions;

namespace BlurDetection.Tests.Support;

/// <summary>Damages files at random, the same for the same seed, and holds readers to their contract: an image or an
/// <see cref="UnsupportedImageException"/>, in two seconds of the processors and 256 MiB.</summary>
/// <remarks>Memory and time are those of the process: classes that use this are marked <c>[Collection(ProcessWideState.Name)]</c>.
/// </remarks>
internal static class Mutants
{
    private const long MostMemory = 256 << 20;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <summary>Decodes mutants of a file.</summary>
    public static void Decode(string kind, byte[] file, FuzzBudget budget, ImageDecoderOptions options, ITestOutputHelper output) =>
        Read(kind, file, budget, mutant => ImageDecoder.Decode(mutant, Preprocessing.Default, options).Dispose(), output);

    /// <summary>Reads mutants of a file.</summary>
    public static void Read(string kind, byte[] file, FuzzBudget budget, Action<byte[]> read, ITestOutputHelper output)
    {
        read(file); // what is loaded once is not a mutant's
        var before = PeakMemory();
        var (decoded, refused, slowest) = (0, 0, TimeSpan.Zero);
        var i = 0;
        for (; budget.Allows(i); i++)
        {
            var mutant = Of(file, new Random(i));
            var start = Environment.CpuUsage.TotalTime;
            try
            {
                read(mutant);
                decoded++;
            }
            catch (UnsupportedImageException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"{kind}, mutant {i}: {error}");
            }
            var elapsed = Environment.CpuUsage.TotalTime - start;
            if (elapsed > slowest) slowest = elapsed;
            // A busy machine must not fail the usual run, nor the tests beside it.
            if (!FuzzBudget.IsAsked) continue;
            Assert.True(elapsed < Longest, $"{kind}, mutant {i} took {elapsed}.");
            Assert.True(PeakMemory() - before < MostMemory, $"{kind}, mutant {i} took {(PeakMemory() - before) >> 20} MiB.");
        }
        output.WriteLine($"{kind}: {i} mutants, {decoded} decoded, {refused} refused, "
            + $"slowest {slowest.TotalMilliseconds:0} ms, {(PeakMemory() - before) >> 20} MiB more at the peak");
        Assert.True(refused > 0);
    }

    /// <summary>The most bytes that this process, with its native libraries, ever had in memory.</summary>
    private static long PeakMemory()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>A few bytes changed, most of them near the start where headers are; sometimes cut short or lengthened by
    /// a repeated part.</summary>
    private static byte[] Of(byte[] file, Random random)
    {
        var mutant = file.ToArray();
        for (var n = random.Next(1, 9); n > 0; n--)
        {
            var at = random.Next(random.Next(3) == 0 ? mutant.Length : Math.Min(mutant.Length, 600));
            mutant[at] =
                random.Next(4) switch { 0 => 0, 1 => 255, 2 => (byte)(mutant[at] ^ 1 << random.Next(8)), _ => (byte)random.Next(256) };
        }
        return random.Next(10) switch
        {
            0 => mutant[..random.Next(mutant.Length)],
            1 => [.. mutant[..(mutant.Length / 2)], .. mutant],
            _ => mutant,
        };
    }
}

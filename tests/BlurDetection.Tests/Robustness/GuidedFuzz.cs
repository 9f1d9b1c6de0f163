using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using SharpFuzz;
using Trace = SharpFuzz.Common.Trace;

namespace BlurDetection.Tests.Robustness;

/// <summary>Damages files guided by coverage: what reaches a branch that none before reached is damaged further.
/// <c>eng/fuzz --guided</c> runs it.</summary>
/// <remarks>The assemblies beside it must be instrumented; without that nothing is reached and it ends with 1.</remarks>
internal static unsafe class GuidedFuzz
{
    public const string Command = "fuzz-guided", InstrumentCommand = "fuzz-instrument";

    private const int MapBytes = 1 << 16; // as SharpFuzz counts branches
    private const int LongestMutant = 1 << 20;

    /// <summary>Changes assemblies in place, so that they count their branches.</summary>
    public static int Instrument(string[] assemblies)
    {
        foreach (string assembly in assemblies)
            Console.WriteLine($"{Path.GetFileName(assembly)}: {Fuzzer.Instrument(assembly, _ => true, Options.Value).Count()} types");
        return 0;
    }

    /// <summary>Damages the files of one target for a time.</summary>
    /// <returns>0 if every file ended as its reader promises.</returns>
    public static int Run(string name, string seconds)
    {
        Trace.SharedMem = (byte*)NativeMemory.AllocZeroed(MapBytes); // before the first instrumented line
        FuzzTarget target = FuzzTargets.Create(name);
        var counts = new Span<byte>(Trace.SharedMem, MapBytes);
        byte[] seen = new byte[MapBytes];
        List<byte[]> corpus = [.. target.Seeds];
        foreach (byte[] seed in target.Seeds)
        {
            target.Read(seed);
            IsNew(counts, seen);
        }
        TimeSpan time = TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));
        var random = new Random(1);
        long start = Stopwatch.GetTimestamp(), executions = 0, refused = 0;
        for (; Stopwatch.GetElapsedTime(start) < time; executions++)
        {
            byte[] mutant = target.Mutant(corpus[random.Next(corpus.Count)], corpus[random.Next(corpus.Count)], random);
            counts.Clear();
            try
            {
                target.Read(mutant);
            }
            catch (Exception error) when (target.IsRefusal(error))
            {
                refused++;
            }
            catch (Exception error)
            {
                Console.Error.WriteLine($"{name}: {Convert.ToBase64String(mutant)}\n{error}");
                return 1;
            }
            if (mutant.Length <= LongestMutant && IsNew(counts, seen)) corpus.Add(mutant);
        }
        int branches = seen.Count(bits => bits != 0);
        Console.WriteLine($"{name}: {executions} executions, {refused} refused, {branches} branches, {corpus.Count - target.Seeds.Count} " +
            $"files that reached new ones");
        return branches > 0 ? 0 : 1;
    }

    // Counts in steps of 1, 2, 3, 4-7, 8-15 and so on: another step of a loop is as good as another branch.
    private static bool IsNew(ReadOnlySpan<byte> counts, byte[] seen)
    {
        bool found = false;
        for (int i = 0; i < counts.Length; i++)
        {
            if (counts[i] == 0) continue;
            byte step = counts[i] switch { 1 => 1, 2 => 2, 3 => 4, < 8 => 8, < 16 => 16, < 32 => 32, < 128 => 64, _ => 128 };
            if ((seen[i] & step) != 0) continue;
            seen[i] |= step;
            found = true;
        }
        return found;
    }
}

using System.Diagnostics;
using System.Globalization;

namespace BlurDetection.Tests.Robustness;

/// <summary>How many damaged files a reader gets.</summary>
/// <remarks>BLUR_FUZZ_MUTANTS in the environment sets how many, BLUR_FUZZ_MINUTES for how long instead, which the readers of a test
/// project share; <c>eng/fuzz</c> sets them.</remarks>
/// <param name="usual">How many where the environment does not say.</param>
/// <param name="readers">How many readers share the minutes.</param>
internal sealed class FuzzBudget(int usual, int readers)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long _most = Number("BLUR_FUZZ_MUTANTS") ?? usual;
    private readonly TimeSpan? _longest =
        Number("BLUR_FUZZ_MINUTES") is { } minutes ? TimeSpan.FromMinutes((double)minutes / readers) : null;

    /// <summary>Whether the environment sets it, so that no other test runs beside this one.</summary>
    public static bool IsAsked => Number("BLUR_FUZZ_MUTANTS") is not null || Number("BLUR_FUZZ_MINUTES") is not null;

    /// <summary>Whether another file is read after so many.</summary>
    public bool Allows(long mutants) => _longest is { } limit ? Stopwatch.GetElapsedTime(_start) < limit : mutants < _most;

    private static long? Number(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number : null;
}

using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;

namespace BlurDetection.Tests.Robustness;

/// <summary>Damaged files end in a result or in the exception that the reader promises.</summary>
/// <remarks>BLUR_FUZZ_MUTANTS in the environment sets how many are read of each kind, BLUR_FUZZ_MINUTES for how long instead; <c>eng/fuzz</c> sets them.</remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int UsualMutants = 500;

    public static TheoryData<string> Names => FuzzTargets.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void NoDamagedFileEndsInAnotherWayThanPromised(string name)
    {
        FuzzTarget target = FuzzTargets.Create(name);
        foreach (byte[] seed in target.Seeds) target.Read(seed); // each is valid as it stands
        long most = Number("BLUR_FUZZ_MUTANTS") ?? UsualMutants;
        TimeSpan? time = Number("BLUR_FUZZ_MINUTES") is { } minutes ? TimeSpan.FromMinutes((double)minutes / FuzzTargets.Names.Count) : null;
        var outcomes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        long start = Stopwatch.GetTimestamp(), mutants = 0;
        for (; time is { } limit ? Stopwatch.GetElapsedTime(start) < limit : mutants < most; mutants++)
        {
            var random = new Random(unchecked((int)mutants));
            byte[] mutant = Mutation.Of(target.Seeds[(int)(mutants % target.Seeds.Count)], target.Seeds[random.Next(target.Seeds.Count)], random);
            string outcome = "read";
            try
            {
                target.Read(mutant);
            }
            catch (Exception error) when (target.IsRefusal(error))
            {
                outcome = error.GetType().Name + (error.InnerException is { } cause && error.Message.Contains("not foreseen") ? $" of unforeseen {cause.GetType().Name}" : "");
            }
            catch (Exception error)
            {
                Assert.Fail($"{name}, mutant {mutants} ({Convert.ToBase64String(mutant.AsSpan(0, Math.Min(mutant.Length, 3000)))}): {error}");
            }
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }
        output.WriteLine($"{name}: {mutants} mutants; {string.Join(", ", outcomes.Select(o => $"{o.Key} {o.Value}"))}");
        Assert.True(outcomes.Values.Sum() == mutants && outcomes.Keys.Any(outcome => outcome != "read"), "No mutant was damaged enough to be refused.");
    }

    private static long? Number(string variable) =>
        long.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}

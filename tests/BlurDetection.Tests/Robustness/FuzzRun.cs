using Xunit.Abstractions;

namespace BlurDetection.Tests.Robustness;

/// <summary>Damages files and reads them: each ends in a result or in an exception that the reader promises.</summary>
internal static class FuzzRun
{
    private const int UsualMutants = 500;

    /// <summary>Runs one target.</summary>
    /// <param name="target">What reads.</param>
    /// <param name="targets">How many targets share the minutes.</param>
    /// <param name="output">Told how many ended in which way.</param>
    /// <param name="usual">How many are read where the environment does not say.</param>
    public static void Of(FuzzTarget target, int targets, ITestOutputHelper output, int usual = UsualMutants)
    {
        foreach (byte[] seed in target.Seeds) target.Read(seed); // each is valid as it stands
        var budget = new FuzzBudget(usual, targets);
        var outcomes = new SortedDictionary<string, long>(StringComparer.Ordinal);
        long mutants = 0;
        for (; budget.Allows(mutants); mutants++)
        {
            var random = new Random(unchecked((int)mutants));
            byte[] seed = target.Seeds[(int)(mutants % target.Seeds.Count)], other = target.Seeds[random.Next(target.Seeds.Count)];
            byte[] mutant = target.Mutant(seed, other, random);
            string outcome = Outcome(target, mutant, mutants);
            outcomes[outcome] = outcomes.GetValueOrDefault(outcome) + 1;
        }
        output.WriteLine($"{target.Name}: {mutants} mutants; {string.Join(", ", outcomes.Select(o => $"{o.Key} {o.Value}"))}");
        Assert.True(outcomes.Values.Sum() == mutants && outcomes.Keys.Any(outcome => outcome != "read"),
            "No mutant was damaged enough to be refused.");
    }

    private static string Outcome(FuzzTarget target, byte[] mutant, long number)
    {
        try
        {
            target.Read(mutant);
            return "read";
        }
        catch (Exception error) when (target.IsRefusal(error))
        {
            return error.GetType().Name + (error.InnerException is { } cause
                && error.Message.Contains("not foreseen", StringComparison.Ordinal) ? $" of unforeseen {cause.GetType().Name}" : "");
        }
        catch (Exception error)
        {
            Assert.Fail(
                $"{target.Name}, mutant {number} ({Convert.ToBase64String(mutant.AsSpan(0, Math.Min(mutant.Length, 3000)))}): {error}");
            throw;
        }
    }
}

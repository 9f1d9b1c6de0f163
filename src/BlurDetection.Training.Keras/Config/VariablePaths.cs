using System.Text.RegularExpressions;

namespace BlurDetection.Training.Keras.Config;

/// <summary>Names of the layers of one model in a weights file of the newer layout: by type, numbered in the order of the model.</summary>
internal sealed partial class VariablePaths(string outer)
{
    private const int MatchTimeout = 10_000; // ms
    private const string Parted = "${before}_${start}";

    private readonly Dictionary<string, int> _used = [];

    internal string Next(string className)
    {
        string name = SnakeCase(className == "Model" ? "Functional" : className);
        int number = _used[name] = _used.TryGetValue(name, out int last) ? last + 1 : 0;
        string numbered = number == 0 ? name : $"{name}_{number}";
        return outer.Length == 0 ? $"layers/{numbered}" : $"{outer}/layers/{numbered}";
    }

    // As keras.utils.naming does it: "PReLU" becomes "p_re_lu", "Conv2D" "conv2d".
    private static string SnakeCase(string name) =>
        SecondStart().Replace(FirstStart().Replace(NoLetter().Replace(name, ""), Parted), Parted).ToLowerInvariant();

    [GeneratedRegex(@"\W+", RegexOptions.None, MatchTimeout)]
    private static partial Regex NoLetter();

    [GeneratedRegex("(?<before>.)(?<start>[A-Z][a-z]+)", RegexOptions.None, MatchTimeout)]
    private static partial Regex FirstStart();

    [GeneratedRegex("(?<before>[a-z])(?<start>[A-Z])", RegexOptions.None, MatchTimeout)]
    private static partial Regex SecondStart();
}

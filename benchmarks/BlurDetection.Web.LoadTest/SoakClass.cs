using System.Collections.Concurrent;

namespace BlurDetection.Web.LoadTest;

/// <summary>One kind of client in a soak: what it sends, how fast, and which answers it may get.</summary>
/// <param name="Name">Names it in the table.</param>
/// <param name="Clients">How many send at a time.</param>
/// <param name="Body">What each sends, again and again.</param>
/// <param name="BytesPerSecond">How fast; 0 for as fast as it goes.</param>
/// <param name="Allowed">Answers that are right.</param>
internal sealed record SoakClass(string Name, int Clients, byte[] Body, int BytesPerSecond, params int[] Allowed)
{
    /// <summary>How often each answer came; 0 where the connection ended without one.</summary>
    public ConcurrentDictionary<int, int> Answers { get; } = new();

    /// <summary>Seconds from the start of sending to the answer.</summary>
    public ConcurrentBag<double> Seconds { get; } = [];

    /// <summary>Whether every answer was an allowed one, and there was at least one.</summary>
    public bool IsRight => !Answers.IsEmpty && Answers.Keys.All(Allowed.Contains);

    /// <summary>One line: the answers and the percentiles of their times.</summary>
    public override string ToString()
    {
        double[] sorted = [.. Seconds.Order()];
        double At(double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
        var counts = string.Join(", ", Answers.OrderBy(a => a.Key).Select(a => $"{a.Value} x {a.Key}"));
        return $"{Name,-6} {Clients,3} clients: {counts}; median {At(0.5):0.000} s, 95 % {At(0.95):0.000} s, 99 % {At(0.99):0.000} " +
            $"s{(IsRight ? "" : "  WRONG")}";
    }
}

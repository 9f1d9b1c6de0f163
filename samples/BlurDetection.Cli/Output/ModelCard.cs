using System.Globalization;
using BlurDetection.Imaging;
using BlurDetection.Models;

namespace BlurDetection.Cli.Output;

/// <summary>What a model file says of itself, as aligned lines.</summary>
internal static class ModelCard
{
    public static void Write(TextWriter output, BlurModelInfo model)
    {
        void Line(string name, string value) => output.WriteLine($"{name,-14}{value}");
        Line("Model", model.Name);
        Line("Format", model.Format.ToString().ToLowerInvariant());
        Line("Input", Size(model.Preprocessing));
        Line("Tells", string.Join(", ", Outputs(model)));
        Line("Threshold", Number(model.Threshold));
        foreach (var (sensitivity, level) in model.Sensitivities.OrderBy(s => s.Key))
            Line($"  {sensitivity.ToString().ToLowerInvariant()}",
                $"{Number(level.Threshold)} (false alarms {Number(level.FalseAlarmRate)})");
        foreach (var (name, value) in model.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal))
            Line("Metric", $"{name} = {Number(value)}");
        if (model.DataHash is { } hash) Line("Data SHA-256", hash);
    }

    private static IEnumerable<string> Outputs(BlurModelInfo model) =>
        new[] { ("verdict", true), ("map", model.HasMap), ("width and direction", model.HasDirections), ("kind", model.HasKind),
            ("strength", model.HasStrength), ("evidence", model.HasEvidence) }
            .Where(o => o.Item2).Select(o => o.Item1);

    private static string Size(Preprocessing p) =>
        (p.Channels == 1 ? "luma" : "red, green, blue")
            + (p.LongSide is { } side ? $", long side at most {side}" : $", {p.Width}x{p.Height}");

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}

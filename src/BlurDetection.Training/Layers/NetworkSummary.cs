using System.Globalization;
using System.Text;

namespace BlurDetection.Training.Layers;

/// <summary>A network as a table, as Keras prints it: layer and type, output shape (channels last), parameters.</summary>
public static class NetworkSummary
{
    /// <summary>The rows, for a report.</summary>
    /// <param name="network">The network.</param>
    public static IReadOnlyList<NetworkSummaryRow> Rows(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return [.. network.Resolved.Select((r, i) => new NetworkSummaryRow(
            r.Name,
            r.Layer is Conv2D { KernelBits: { } bits } ? $"{nameof(Conv2D)}, {bits} bits"
                : r.Layer is Identity { Replaces: { } replaced } ? replaced : r.Layer.GetType().Name,
            r.Output,
            r.Weights.Sum(w => w.Count),
            r.Layer.Inputs is null && i > 0 ? [] : r.Inputs))];
    }

    /// <summary>The table as text, with totals.</summary>
    /// <param name="network">The network.</param>
    public static string Write(Network network)
    {
        var rows = Rows(network).Select(r => (
            Layer: $"{r.Name} ({r.Type})",
            Shape: r.Output.ToString(),
            Count: Number(r.Parameters),
            From: string.Join(", ", r.Inputs))).ToList();
        var (w1, w2, w3) = (Width(rows.Select(r => r.Layer), "Layer (type)"), Width(rows.Select(r => r.Shape), "Output Shape"),
            Width(rows.Select(r => r.Count), "Param #"));
        var branches = network.Layers.Any(l => l.Inputs is not null);
        var lines = new StringBuilder().Append("Model: \"").Append(network.Name).Append("\"\n");
        void Line(string a, string b, string c, string d) =>
            lines.Append((a.PadRight(w1) + "  " + b.PadRight(w2) + "  " + c.PadLeft(w3) + (branches ? "  " + d : "")).TrimEnd())
                .Append('\n');
        Line("Layer (type)", "Output Shape", "Param #", "Connected to");
        lines.Append('=', w1 + w2 + w3 + 4 + (branches ? 2 + Width(rows.Select(r => r.From), "Connected to") : 0)).Append('\n');
        foreach (var row in rows) Line(row.Layer, row.Shape, row.Count, row.From);
        var (trainable, fixedCount) = (network.TrainableParameters, network.NonTrainableParameters);
        lines.Append("Total params: ").Append(Number(trainable + fixedCount))
            .Append("\nTrainable params: ").Append(Number(trainable))
            .Append("\nNon-trainable params: ").Append(Number(fixedCount)).Append('\n');
        return lines.ToString();
    }

    private static int Width(IEnumerable<string> cells, string header) => cells.Append(header).Max(c => c.Length);

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}

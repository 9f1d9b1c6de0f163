namespace BlurDetection.Training.Layers;

/// <summary>One layer of a summary.</summary>
/// <param name="Name">The layer's name.</param>
/// <param name="Type">The layer's type, and how many bits a kernel is rounded to, if it is.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Parameters">How many numbers it owns.</param>
/// <param name="Inputs">Where it takes its input from, if not simply the layer before it.</param>
public sealed record NetworkSummaryRow(string Name, string Type, LayerShape Output, long Parameters, IReadOnlyList<string> Inputs);

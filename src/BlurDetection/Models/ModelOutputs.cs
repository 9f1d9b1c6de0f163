using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Checks the outputs of a graph by name, element type and shape when it is loaded, so that no image is the
/// first to find out.</summary>
internal static class ModelOutputs
{
    /// <param name="outputs">Those of the graph.</param>
    /// <param name="computed">Names of those that are computed outside, and of the right shape.</param>
    /// <param name="source">Names the model in errors.</param>
    /// <exception cref="InvalidModelException">An output is missing, of another type, or of another shape.</exception>
    public static void Require(IReadOnlyDictionary<string, NodeMetadata> outputs, IReadOnlyList<string> computed, string source)
    {
        if (!outputs.ContainsKey(ModelTensors.Probabilities) && !computed.Contains(ModelTensors.Probabilities))
            throw new InvalidModelException(
                $"{source} has no output '{ModelTensors.Probabilities}'; it has '{string.Join("', '", outputs.Keys)}'.");
        Require(outputs, ModelTensors.Probabilities, [1, 2], source);
        Require(outputs, ModelTensors.Evidence, [1, 1], source);
        Require(outputs, ModelTensors.Strength, [1, 1], source);
        Require(outputs, ModelTensors.Kind, [1, 3], source);
        Require(outputs, ModelTensors.Map, [1, 2, -1, -1], source);
        Require(outputs, ModelTensors.Directions, [1, DirectionalWidths.Directions, -1, -1], source);
    }

    // A side that the graph leaves open (-1) may be anything until it runs.
    private static void Require(IReadOnlyDictionary<string, NodeMetadata> outputs, string name, int[] shape, string source)
    {
        if (!outputs.TryGetValue(name, out var output)) return;
        var actual = output.IsTensor ? output.Dimensions : [];
        var fits = output.IsTensor && output.ElementType == typeof(float)
            && (actual.Length == shape.Length
                && actual.Zip(shape).All(pair => pair.First < 0 || pair.Second < 0 || pair.First == pair.Second)
                || actual.Length == 0 && shape.All(side => side == 1));
        if (!fits)
            throw new InvalidModelException(
                $"{source}: the output '{name}' is {Describe(output, actual)}; it must be float " +
                    $"[{string.Join(", ", shape.Select(side => side < 0 ? "any" : side.ToString(CultureInfo.InvariantCulture)))}].");
    }

    private static string Describe(NodeMetadata output, int[] shape) =>
        output.IsTensor ? $"{output.ElementType?.Name} " +
            $"[{string.Join(", ", shape.Select(side => side < 0 ? "any" : side.ToString(CultureInfo.InvariantCulture)))}]"
            : output.OnnxValueType.ToString();
}

using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Reads output tensors of one image.</summary>
internal static class OutputTensors
{
    /// <summary>The values of a tensor.</summary>
    /// <exception cref="InvalidModelException">There are others than <paramref name="count"/>, which a graph may leave open until it runs,
    /// or one is not finite.</exception>
    public static ReadOnlySpan<float> Finite(OrtValue output, string name, int count)
    {
        var values = output.GetTensorDataAsSpan<float>();
        if (values.Length != count)
            throw new InvalidModelException($"The model's output '{name}' has {values.Length} values for one image instead of {count}.");
        foreach (var value in values)
            if (!float.IsFinite(value))
                throw new InvalidModelException($"The model's output '{name}' is not a finite number; its weights are damaged.");
        return values;
    }

    /// <summary>Probabilities and certainties of cells.</summary>
    public static BlurMap Map(OrtValue map)
    {
        var (width, height) = Cells(map, ModelTensors.Map, 2);
        var cells = height * width;
        var copy = map.GetTensorDataAsSpan<float>().ToArray();
        return new BlurMap(width, height, copy.AsMemory(0, cells), copy.AsMemory(cells));
    }

    /// <summary>Widths of blur of cells.</summary>
    public static DirectionalWidths Widths(OrtValue widths)
    {
        var (width, height) = Cells(widths, ModelTensors.Directions, DirectionalWidths.Directions);
        return new DirectionalWidths(width, height,
            Finite(widths, ModelTensors.Directions, DirectionalWidths.Directions * width * height).ToArray());
    }

    private static (int Width, int Height) Cells(OrtValue output, string name, int planes)
    {
        var shape = output.GetTensorTypeAndShape().Shape;
        return shape is [1, _, > 0, > 0] && shape[1] == planes
            ? ((int)shape[3], (int)shape[2])
            : throw new InvalidModelException($"The model's output '{name}' has the shape [{string.Join(", ", shape)}] for one image " +
                $"instead of [1, {planes}, height, width].");
    }
}

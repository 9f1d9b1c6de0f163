using BlurDetection.Models;

namespace BlurDetection.Verdicts;

/// <summary>Settles what the options leave to the model, and refuses what the model cannot do.</summary>
internal static class OperatingPoint
{
    public static double Threshold(BlurModelInfo model, BlurClassifierOptions options)
    {
        if (options.Threshold is { } threshold) return threshold;
        if (options.Sensitivity is not { } sensitivity) return model.Threshold;
        return model.Sensitivities.TryGetValue(sensitivity, out var level)
            ? level.Threshold
            : throw new InvalidModelException(
                $"The model '{model.Name}' names no threshold for the sensitivity {sensitivity}; set {nameof(options.Threshold)} instead.");
    }

    public static Imaging.Preprocessing Preprocessing(BlurModel model, BlurClassifierOptions options)
    {
        var preprocessing = model.Info.Preprocessing;
        if (options.LongSide is not { } longSide || longSide == preprocessing.LongSide) return preprocessing;
        if (preprocessing.LongSide is null)
            throw new InvalidModelException(
                $"The model '{model.Info.Name}' takes images of {preprocessing.Width}x{preprocessing.Height} only; leave " +
                    $"{nameof(options.LongSide)} unset.");
        if ((long)longSide * longSide * preprocessing.Channels > model.MaxValues)
            throw new InvalidModelException(
                $"The model '{model.Info.Name}' is packed for ML.NET and has no room for a long side of {longSide}; load the plain .onnx " +
                    $"for that.");
        return preprocessing with { LongSide = longSide };
    }
}

namespace BlurDetection.Training.Reporting;

/// <summary>The accuracy that a random split would have shown, beside the honest one.</summary>
/// <param name="HonestAccuracy">Accuracy on the validation images of the split that was used.</param>
/// <param name="EstimatedAccuracy">What a random split would show if images learnt by heart are answered as in training
/// and the others as in validation.</param>
/// <param name="MeasuredAccuracy">What a second training on a random split did show; <see langword="null"/> where it was
/// not asked for.</param>
/// <param name="MeasuredImages">The number of images behind <paramref name="MeasuredAccuracy"/>.</param>
public sealed record RandomSplitFigures(
    double HonestAccuracy, double EstimatedAccuracy, double? MeasuredAccuracy, int? MeasuredImages = null);

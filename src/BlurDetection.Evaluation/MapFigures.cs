namespace BlurDetection.Evaluation;

/// <summary>How well a blur map finds the blurred pixels of masked pictures, pooled over all of them.</summary>
public sealed record MapFigures
{
    /// <summary>Which pictures: "all", the column <c>blur_type</c>, or the letters before the number in the file's name.</summary>
    public required string Kind { get; init; }

    /// <summary>Number of pictures.</summary>
    public required int Pictures { get; init; }

    /// <summary>Number of pixels, on canonical size.</summary>
    public required long Pixels { get; init; }

    /// <summary>Area under the ROC curve over all pixels.</summary>
    public required double PixelAuc { get; init; }

    /// <summary>Mean over the pictures of the area under each one's own ROC curve, those left out that are blurred or sharp all over; NaN where none is left. Above <see cref="PixelAuc"/> where the map orders a picture's own pixels better than those of different pictures.</summary>
    public required double MeanPictureAuc { get; init; }

    /// <summary>F-measure (precision weighing 0.3 squared-beta) of calling a pixel blurred from a probability of 0.5 on.</summary>
    public required double FMeasure { get; init; }

    /// <summary>The best F-measure of any threshold.</summary>
    public required double BestFMeasure { get; init; }

    /// <summary>Area under the ROC curve of the local Laplacian energy on the same pixels.</summary>
    public required double LaplacianPixelAuc { get; init; }

    /// <summary>The same mean over the pictures for the local Laplacian energy.</summary>
    public required double LaplacianMeanPictureAuc { get; init; }

    /// <summary>The best F-measure of the local Laplacian energy.</summary>
    public required double LaplacianBestFMeasure { get; init; }
}

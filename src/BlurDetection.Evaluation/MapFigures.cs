using System.Text.Json.Serialization;

namespace BlurDetection.Evaluation;

/// <summary>How well a blur map finds the blurred pixels of masked images, pooled over all of them.</summary>
public sealed record MapFigures
{
    /// <summary>Which images: "all", the column <c>blur_type</c>, or the letters before the number in the file's name.</summary>
    public required string Kind { get; init; }

    /// <summary>Number of images.</summary>
    [JsonPropertyName("images")]
    public required int Images { get; init; }

    /// <summary>Number of pixels, of the resized image.</summary>
    public required long Pixels { get; init; }

    /// <summary>Area under the ROC curve over all pixels.</summary>
    public required double PixelAuc { get; init; }

    /// <summary>Mean over the images of the area under each one's own ROC curve, those left out that are blurred or
    /// sharp all over; NaN where none is left. Above <see cref="PixelAuc"/> where the map orders an image's own pixels
    /// better than those of different images.</summary>
    [JsonPropertyName("mean_image_auc")]
    public required double MeanImageAuc { get; init; }

    /// <summary>Mean absolute error of the probability against the mask (1 = blurred) over all pixels, 0 to 1.</summary>
    public required double MeanAbsoluteError { get; init; }

    /// <summary>F-measure of calling a pixel blurred from a probability of 0.5 on, beta squared 0.3: precision counts for more than recall
    /// (Achanta et al., 2009).</summary>
    public required double FMeasure { get; init; }

    /// <summary>Intersection over union of the area called blurred (0.5 and above) and the area that is, 0 to 1; NaN
    /// where neither has a pixel.</summary>
    public required double BlurredIoU { get; init; }

    /// <summary>The same of the area called sharp and the area that is.</summary>
    public required double SharpIoU { get; init; }

    /// <summary>Number of images that their mask says are sharp all over.</summary>
    [JsonPropertyName("sharp_images")]
    public required int SharpImages { get; init; }

    /// <summary>Share of the pixels of these images that is called blurred (0.5 and above), 0 to 1: false alarms that F and IoU hardly
    /// see; NaN without such images.</summary>
    [JsonPropertyName("blurred_share_of_sharp_images")]
    public required double BlurredShareOfSharpImages { get; init; }

    /// <summary>The best F-measure of any threshold.</summary>
    public required double BestFMeasure { get; init; }

    /// <summary>Area under the ROC curve of the local Laplacian energy on the same pixels.</summary>
    public required double LaplacianPixelAuc { get; init; }

    /// <summary>The same mean over the images for the local Laplacian energy.</summary>
    [JsonPropertyName("laplacian_mean_image_auc")]
    public required double LaplacianMeanImageAuc { get; init; }

    /// <summary>The best F-measure of the local Laplacian energy.</summary>
    public required double LaplacianBestFMeasure { get; init; }
}

using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;
using Microsoft.Extensions.Options;

namespace BlurDetection;

/// <summary>How a <see cref="BlurClassifier"/> classifies. Read once, when the classifier is made.</summary>
public class BlurClassifierOptions : IValidatableObject, ICheckedOptions
{
    /// <summary>The least probability at which an image counts as blurred.</summary>
    /// <value>0 to 1; default <see langword="null"/>: <see cref="Sensitivity"/> decides, and without that the model's own
    /// threshold.</value>
    [Range(0.0, 1.0)]
    public double? Threshold { get; set; }

    /// <summary>How readily an image is called blurred, by the false-alarm rates measured at training.</summary>
    /// <value>Default <see langword="null"/>: the model's own threshold. Not to be set together with <see cref="Threshold"/>.</value>
    [EnumDataType(typeof(BlurSensitivity))]
    public BlurSensitivity? Sensitivity { get; set; }

    /// <summary>The longer side, in pixels, that images are scaled down to before they are classified; finer detail
    /// counts when it is larger.</summary>
    /// <value>64 to 8192; default <see langword="null"/>: the size that the model was trained at. Only for models that
    /// take any size.</value>
    [Range(64, 8192)]
    public int? LongSide { get; set; }

    /// <summary>Limits and choices for decoding, such as the most pixels that an image may have.</summary>
    /// <value>Default: 100 megapixels and 256 MiB.</value>
    [Required, ValidateObjectMembers(typeof(ImageDecoderOptionsValidator))]
    public ImageDecoderOptions Decoding { get; set; } = new();

    /// <summary>Threads that share the work on one image. More than one helps only where few images are classified at a time.</summary>
    /// <value>1 to 64; default 1.</value>
    [Range(1, 64)]
    public int Threads { get; set; } = 1;

    /// <summary>Whether predictions tell where an image is blurred, where the model can. Without it the network leaves
    /// out what only the map needs.</summary>
    /// <value>Default <see langword="true"/>.</value>
    public bool Map { get; set; } = true;

    /// <summary>Whether the network looks twice at small images, the second time half a cell aside, for a truer map of cells half as
    /// large. The rest of the prediction is of the first look.</summary>
    /// <value>Default <see langword="true"/>. Small is half of 960x720 pixels or less, so that two looks take about as
    /// long as one at a large image.</value>
    public bool FineMap { get; set; } = true;

    /// <summary>The part of each image that is classified, cut out after scaling, so that blur counts as in the whole image.</summary>
    /// <value>Default <see langword="null"/>: the whole image.</value>
    public ImageRegion? Region { get; set; }

    /// <summary>Parts of each image that are left out, such as time stamps and logos.</summary>
    /// <value>Default none.</value>
    [Required]
    public IList<ImageRegion> Masks { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Threshold is not null && Sensitivity is not null)
            yield return new ValidationResult($"Set {nameof(Threshold)} or {nameof(Sensitivity)}, not both.",
                [nameof(Threshold), nameof(Sensitivity)]);
        if (Region is { IsSound: false }) yield return Unsound(nameof(Region));
        for (var i = 0; i < (Masks?.Count ?? 0); i++)
            if (!Masks![i].IsSound) yield return Unsound($"{nameof(Masks)}[{i}]");
    }

    private static ValidationResult Unsound(string name) =>
        new($"{name} is empty, begins outside the image or leaves it; left, top, width and height are shares from 0 to 1, or pixels " +
            $"where {nameof(ImageRegion.InPixels)} is true.", [name]);

    /// <exception cref="ArgumentException">A value is out of its range, or two exclude each other.</exception>
    internal BlurClassifierOptions Validated()
    {
        OptionsValidation.Require(this);
        return this;
    }

    ValidateOptionsResult ICheckedOptions.Check() => new BlurClassifierOptionsValidator().Validate(null, this);
}

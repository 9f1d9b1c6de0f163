using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BlurDetection.Models;

/// <summary>Describes an image classifier from elsewhere: what it takes and what its output means. This is how a
/// TensorFlow or torch model moves in.</summary>
/// <remarks>
/// Values 0..255 are multiplied with <see cref="Scale"/>, then the channel's <see cref="Mean"/> is taken off and the rest divided by its
/// <see cref="StandardDeviation"/>.
/// A torchvision model: Scale 1/255, Mean 0.485, 0.456, 0.406, StandardDeviation 0.229, 0.224, 0.225. A Keras model with
/// a Rescaling layer: Scale 1, Layout Nhwc.
/// </remarks>
public sealed class OnnxModelOptions : IValidatableObject, ICheckedOptions
{
    /// <summary>The image's input.</summary>
    /// <value>Default <see langword="null"/>: the only one.</value>
    public string? InputName { get; set; }

    /// <summary>The output with the classes.</summary>
    /// <value>Default <see langword="null"/>: the only one.</value>
    public string? OutputName { get; set; }

    /// <summary>The order of the input's dimensions.</summary>
    /// <value>Default <see cref="TensorLayout.Nchw"/>.</value>
    [EnumDataType(typeof(TensorLayout))]
    public TensorLayout Layout { get; set; } = TensorLayout.Nchw;

    /// <summary>The order of three channels; one channel is luma.</summary>
    /// <value>Default <see cref="ChannelOrder.Rgb"/>.</value>
    [EnumDataType(typeof(ChannelOrder))]
    public ChannelOrder ChannelOrder { get; set; } = ChannelOrder.Rgb;

    /// <summary>Channels, where the graph leaves them open.</summary>
    /// <value>1 or 3; default <see langword="null"/>: the graph says.</value>
    public int? Channels { get; set; }

    /// <summary>Input width, where the graph leaves it open; the image is squeezed to it.</summary>
    /// <value>8 to 8192; default <see langword="null"/>: the graph says.</value>
    [Range(8, 8192)]
    public int? Width { get; set; }

    /// <summary>Input height, where the graph leaves it open; the image is squeezed to it.</summary>
    /// <value>8 to 8192; default <see langword="null"/>: the graph says.</value>
    [Range(8, 8192)]
    public int? Height { get; set; }

    /// <summary>For a graph that takes any size: the longer side that images are scaled down to, their shape kept.</summary>
    /// <value>8 to 8192; default <see langword="null"/>: width and height are fixed.</value>
    [Range(8, 8192)]
    public int? LongSide { get; set; }

    /// <summary>What values 0..255 are multiplied with first.</summary>
    /// <value>Default 1/255, which gives 0..1.</value>
    public double Scale { get; set; } = 1.0 / 255;

    /// <summary>Taken off after scaling, for each channel in the model's order, or one for all.</summary>
    /// <value>Default empty: 0.</value>
    [Required]
    public double[] Mean { get; set; } = [];

    /// <summary>What the rest is divided by, for each channel in the model's order, or one for all; not 0.</summary>
    /// <value>Default empty: 1.</value>
    [Required]
    public double[] StandardDeviation { get; set; } = [];

    /// <summary>Which of two outputs is blur. A single output is taken as the probability of blur for 0, of focus for 1.</summary>
    /// <value>0 or 1; default 0.</value>
    [Range(0, 1)]
    public int BlurIndex { get; set; }

    /// <summary>True if the output has not passed a softmax (two values) or sigmoid (one value).</summary>
    /// <value>Default <see langword="false"/>: probabilities.</value>
    public bool OutputsLogits { get; set; }

    /// <summary>The least probability at which an image counts as blurred, unless
    /// <see cref="BlurClassifierOptions.Threshold"/> says otherwise.</summary>
    /// <value>0 to 1; default 0.5.</value>
    [Range(0.0, 1.0)]
    public double Threshold { get; set; } = 0.5;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Channels is not (null or 1 or 3)) yield return new ValidationResult("Channels is 1 or 3.", [nameof(Channels)]);
        if (LongSide is not null && (Width ?? Height) is not null)
            yield return new ValidationResult($"Set {nameof(LongSide)}, or {nameof(Width)} and {nameof(Height)}, not both.",
                [nameof(LongSide)]);
        if (!double.IsFinite(Scale) || Scale == 0)
            yield return new ValidationResult($"{nameof(Scale)} is a finite number other than 0.", [nameof(Scale)]);
        if (Mean?.Length > 3) yield return new ValidationResult($"{nameof(Mean)} holds at most 3 numbers, one a channel.", [nameof(Mean)]);
        if (StandardDeviation?.Length > 3)
            yield return new ValidationResult($"{nameof(StandardDeviation)} holds at most 3 numbers, one a channel.",
                [nameof(StandardDeviation)]);
        if (Mean?.All(double.IsFinite) == false) yield return new ValidationResult($"{nameof(Mean)} holds finite numbers.", [nameof(Mean)]);
        if (StandardDeviation?.All(d => double.IsFinite(d) && d != 0) == false)
            yield return new ValidationResult($"{nameof(StandardDeviation)} holds finite numbers other than 0.",
                [nameof(StandardDeviation)]);
    }

    ValidateOptionsResult ICheckedOptions.Check() => new OnnxModelOptionsValidator().Validate(null, this);
}

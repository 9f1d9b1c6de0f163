using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace BlurDetection.Imaging;

/// <summary>How samples of more than 8 bits, signed or float become 0..255. Images of 8 bits are taken as they are,
/// unless a window is set.</summary>
public sealed class SampleRangeOptions : IValidatableObject, ICheckedOptions
{
    /// <summary>Which range becomes 0..255.</summary>
    /// <value>Default <see cref="SampleRangeMode.Auto"/>.</value>
    [EnumDataType(typeof(SampleRangeMode))]
    public SampleRangeMode Mode { get; set; } = SampleRangeMode.Auto;

    /// <summary>The percentile of the samples that becomes black where percentiles decide.</summary>
    /// <value>0 to 100, below <see cref="HighPercentile"/>. Default 0.1.</value>
    [Range(0.0, 100.0)]
    public double LowPercentile { get; set; } = 0.1;

    /// <summary>The percentile of the samples that becomes white where percentiles decide.</summary>
    /// <value>0 to 100. Default 99.9.</value>
    [Range(0.0, 100.0)]
    public double HighPercentile { get; set; } = 99.9;

    /// <summary>Samples (after a rescale that the file defines) that become black and white, whatever the file says.</summary>
    /// <value>Default <see langword="null"/>: <see cref="Mode"/> decides.</value>
    public SampleWindow? Window { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LowPercentile >= HighPercentile)
            yield return new ValidationResult($"{nameof(LowPercentile)} must be below {nameof(HighPercentile)}.",
                [nameof(LowPercentile), nameof(HighPercentile)]);
        if (Window is { } window && !(window.Width > 0 && double.IsFinite(window.Center + window.Width)))
            yield return new ValidationResult($"{nameof(Window)} needs a finite centre and a width above 0.", [nameof(Window)]);
    }

    ValidateOptionsResult ICheckedOptions.Check() => new SampleRangeOptionsValidator().Validate(null, this);
}

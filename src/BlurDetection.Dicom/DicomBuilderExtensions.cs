using BlurDetection.DependencyInjection;
using BlurDetection.Dicom;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds DICOM to the classifier of a service collection.</summary>
public static class DicomBuilderExtensions
{
    /// <summary>Lets the classifier read DICOM files.</summary>
    /// <param name="builder">What <c>AddBlurDetection</c> returned.</param>
    /// <param name="onlyUltrasoundRegions">Whether everything outside the regions of an ultrasound image (Sequence of Ultrasound Regions)
    /// is left out of the evidence: names, scales and logos that the device prints there. Files without such regions are taken whole;
    /// other burned-in text is masked with <see cref="BlurDetection.BlurClassifierOptions.Masks"/>.</param>
    /// <returns>The same builder.</returns>
    public static IBlurDetectionBuilder AddDicom(this IBlurDetectionBuilder builder, bool onlyUltrasoundRegions = false)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<BlurDetectionOptions>(builder.Name, options => options.AddDicom(onlyUltrasoundRegions));
        return builder;
    }
}

using BlurDetection.DependencyInjection;
using BlurDetection.Dicom;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds DICOM to the classifier of a service collection.</summary>
public static class DicomBuilderExtensions
{
    /// <summary>Lets the classifier read DICOM files.</summary>
    /// <param name="builder">What <c>AddBlurDetection</c> returned.</param>
    /// <param name="configure">Choices of DICOM alone; <see langword="null"/> for the defaults.</param>
    /// <returns>The same builder.</returns>
    public static IBlurDetectionBuilder AddDicom(this IBlurDetectionBuilder builder, Action<DicomOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<BlurDetectionOptions>(builder.Name, options => options.AddDicom(configure));
        return builder;
    }
}

using BlurDetection.DependencyInjection;
using BlurDetection.Magick;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds ImageMagick to the classifier of a service collection.</summary>
public static class MagickBuilderExtensions
{
    /// <summary>Lets the classifier read HEIC, JPEG XL, JPEG 2000, OpenEXR, FITS, PSD, camera raw files and TIFF with
    /// 12-bit samples.</summary>
    /// <param name="builder">What <c>AddBlurDetection</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IBlurDetectionBuilder AddMagick(this IBlurDetectionBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<BlurDetectionOptions>(builder.Name, options => options.AddMagick());
        return builder;
    }
}

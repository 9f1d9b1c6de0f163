using BlurDetection.DependencyInjection;
using BlurDetection.Vips;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds libvips to the classifier of a service collection.</summary>
public static class VipsBuilderExtensions
{
    /// <summary>Lets the classifier read TIFF of all depths, 16-bit PNG and AVIF.</summary>
    /// <param name="builder">What <c>AddBlurDetection</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static IBlurDetectionBuilder AddVips(this IBlurDetectionBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure<BlurDetectionOptions>(builder.Name, options => options.AddVips());
        return builder;
    }
}

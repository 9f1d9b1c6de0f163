using BlurDetection.DependencyInjection;
using BlurDetection.Imaging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds decoders to the classifier of a service collection.</summary>
public static class BlurDetectionBuilderExtensions
{
    /// <summary>Adds a decoder behind those that were added before.</summary>
    /// <param name="builder">What <c>AddBlurDetection</c> returned.</param>
    /// <param name="decoder">The decoder; shared by all files.</param>
    public static IBlurDetectionBuilder AddDecoder(this IBlurDetectionBuilder builder, IImageDecoder decoder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(decoder);
        builder.Services.Configure<BlurDetectionOptions>(builder.Name, options => options.Decoding.Decoders.Add(decoder));
        return builder;
    }
}

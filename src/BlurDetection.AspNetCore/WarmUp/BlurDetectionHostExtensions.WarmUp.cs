using BlurDetection;
using BlurDetection.AspNetCore.WarmUp;
using BlurDetection.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

public static partial class BlurDetectionHostExtensions
{
    /// <summary>
    /// Loads the model and runs it once before the host takes requests, so that the first request is as fast as the next and a
    /// broken model stops the start.
    /// </summary>
    /// <param name="builder">What <c>AddBlurDetection</c> returned.</param>
    public static IBlurDetectionBuilder WarmUpAtStart(this IBlurDetectionBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        string name = builder.Name;
        builder.Services.AddSingleton<IHostedService>(services => new WarmUpService(() => name.Length == 0
            ? services.GetRequiredService<IBlurClassifier>()
            : services.GetRequiredKeyedService<IBlurClassifier>(name)));
        return builder;
    }
}

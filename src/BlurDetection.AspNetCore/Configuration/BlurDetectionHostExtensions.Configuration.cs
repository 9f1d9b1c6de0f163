using BlurDetection.DependencyInjection;
using Microsoft.Extensions.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts blur detection into a host: options from configuration, a health check, a warm-up.</summary>
public static partial class BlurDetectionHostExtensions
{
    /// <summary>
    /// Adds a classifier with the options of a configuration section; a key that is unknown or cannot be read stops the start of
    /// the host.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">A section with the members of <see cref="BlurDetectionOptions"/>.</param>
    public static IBlurDetectionBuilder AddBlurDetection(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddBlurDetection(options => configuration.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true));
    }

    /// <summary>Adds a named classifier with the options of a configuration section.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The key, and the name of the options.</param>
    /// <param name="configuration">A section with the members of <see cref="BlurDetectionOptions"/>.</param>
    public static IBlurDetectionBuilder AddBlurDetection(this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return services.AddBlurDetection(name, options => configuration.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true));
    }
}

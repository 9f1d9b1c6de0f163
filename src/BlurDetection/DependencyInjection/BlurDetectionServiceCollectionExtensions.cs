using BlurDetection;
using BlurDetection.DependencyInjection;
using BlurDetection.Imaging;
using BlurDetection.Models;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts blur detection into a service collection.</summary>
public static class BlurDetectionServiceCollectionExtensions
{
    /// <summary>Adds <see cref="IBlurClassifier"/> as a singleton. Its options are checked when the host starts, its model is loaded when
    /// it is first asked for.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the model and how to classify; <see langword="null"/> for the defaults.</param>
    /// <returns>The services, to which decoders of further formats can be added: <c>.AddVips()</c>.</returns>
    public static IBlurDetectionBuilder AddBlurDetection(this IServiceCollection services, Action<BlurDetectionOptions>? configure = null)
    {
        AddOptions(services, Options.Options.DefaultName, configure);
        services.TryAddSingleton(provider => Create(provider, Options.Options.DefaultName));
        return new BlurDetectionBuilder(services, Options.Options.DefaultName);
    }

    /// <summary>Adds a named <see cref="IBlurClassifier"/>, to be injected with <see cref="FromKeyedServicesAttribute"/>: one service may
    /// use several models or thresholds.</summary>
    /// <remarks>Names with the same model share its memory; thresholds, regions and all else are their own. A model loaded with <c>Map =
    /// false</c> or other <c>Threads</c> is another one.</remarks>
    /// <param name="services">The services.</param>
    /// <param name="name">The key, and the name of the options.</param>
    /// <param name="configure">Sets the model and how to classify; <see langword="null"/> for the defaults.</param>
    /// <returns>The services, to which decoders of further formats can be added: <c>.AddVips()</c>.</returns>
    public static IBlurDetectionBuilder AddBlurDetection(
        this IServiceCollection services, string name, Action<BlurDetectionOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        AddOptions(services, name, configure);
        services.TryAddKeyedSingleton(name, (provider, _) => Create(provider, name));
        return new BlurDetectionBuilder(services, name);
    }

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

    private static void AddOptions(IServiceCollection services, string name, Action<BlurDetectionOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BlurDetectionOptions>, BlurDetectionOptionsValidator>());
        services.TryAddSingleton<SessionPool>();
        services.AddOptions<BlurDetectionOptions>(name)
            .Configure(configure ?? (_ => { }))
            .Validate(options => options.ModelPath is null || File.Exists(options.ModelPath),
                $"{nameof(BlurDetectionOptions)}.{nameof(BlurDetectionOptions.ModelPath)} names no file that is there.")
            .Validate(options => options.OnnxModel is null || options.ModelPath is not null,
                $"{nameof(BlurDetectionOptions)}.{nameof(BlurDetectionOptions.OnnxModel)} describes the file at " +
                $"{nameof(BlurDetectionOptions.ModelPath)}, which is not set.")
            .ValidateOnStart();
    }

    private static IBlurClassifier Create(IServiceProvider services, string name)
    {
        var options = services.GetRequiredService<IOptionsMonitor<BlurDetectionOptions>>().Get(name);
        return BlurClassifier.Create(options.ModelPath, options.OnnxModel, options, services.GetService<ILogger<BlurClassifier>>(),
            services.GetRequiredService<SessionPool>());
    }
}

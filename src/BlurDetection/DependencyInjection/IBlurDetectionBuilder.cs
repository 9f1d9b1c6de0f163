using Microsoft.Extensions.DependencyInjection;

namespace BlurDetection.DependencyInjection;

/// <summary>The services that a classifier was added to; packages hang their decoders on it:
/// <c>services.AddBlurDetection().AddVips()</c>.</summary>
/// <remarks>It is the service collection itself, so that chains go on with any of its extensions.</remarks>
public interface IBlurDetectionBuilder : IServiceCollection
{
    /// <summary>The services.</summary>
    IServiceCollection Services { get; }

    /// <summary>The name of the classifier's options; empty for the default one.</summary>
    string Name { get; }
}

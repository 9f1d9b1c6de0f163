using BlurDetection.AspNetCore.Gate;
using Microsoft.AspNetCore.Http;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Puts a gate for blurred uploads before endpoints.</summary>
public static class BlurGateExtensions
{
    /// <summary>
    /// Refuses forms with blurred images before the endpoint runs: status 422 and a ProblemDetails whose member <c>refusals</c>
    /// lists files, reasons and advice.
    /// </summary>
    /// <remarks>
    /// Needs <c>AddBlurDetection</c>. Requests without a form pass. A request that passes carries a <see cref="BlurGateResult"/>
    /// in its features.
    /// </remarks>
    /// <typeparam name="TBuilder">An endpoint, or a group of them.</typeparam>
    /// <param name="builder">What <c>MapPost</c> or <c>MapGroup</c> returned.</param>
    /// <param name="configure">What is refused; <see langword="null"/> for blurred images and files that are not images.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static TBuilder RefuseBlurredUploads<TBuilder>(this TBuilder builder, Action<BlurGateOptions>? configure = null)
        where TBuilder : IEndpointConventionBuilder
    {
        var options = new BlurGateOptions();
        configure?.Invoke(options);
        return builder.AddEndpointFilter(new BlurGateFilter(options.Validated()));
    }
}

using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using BlurDetection.DependencyInjection;
using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Pipeline;
using BlurDetection.Validation;
using Microsoft.Extensions.Options;

namespace BlurDetection;

/// <summary>Holds options to the ranges that their attributes state.</summary>
internal static class OptionsValidation
{
    /// <exception cref="ArgumentException">Values are out of their range, or exclude each other; the message lists all of them.</exception>
    public static void Require(object options, [CallerArgumentExpression(nameof(options))] string? parameterName = null)
    {
        IReadOnlyList<string> problems = Problems(options);
        if (problems.Count == 0) return;
        string name = parameterName is null or "this" ? nameof(options) : parameterName.TrimStart('_');
        throw new ArgumentException($"{options.GetType().Name}: {string.Join(" ", problems)}", name);
    }

    /// <summary>What is wrong with the options, a sentence each; empty if nothing is.</summary>
    public static IReadOnlyList<string> Problems(object options) => Generated(options) switch
    {
        null => Reflected(options),
        { Failed: true } result => [.. result.Failures!],
        _ => [],
    };

    // The options of this assembly are checked by generated code, so that a trimmed or natively compiled app checks them too.
    private static ValidateOptionsResult? Generated(object options) => options switch
    {
        BlurDetectionOptions value => new BlurDetectionOptionsValidator().Validate(null, value),
        BlurClassifierOptions value => new BlurClassifierOptionsValidator().Validate(null, value),
        ImageDecoderOptions value => new ImageDecoderOptionsValidator().Validate(null, value),
        SampleRangeOptions value => new SampleRangeOptionsValidator().Validate(null, value),
        OnnxModelOptions value => new OnnxModelOptionsValidator().Validate(null, value),
        DetectBlurOptions value => new DetectBlurOptionsValidator().Validate(null, value),
        _ => null,
    };

    [UnconditionalSuppressMessage("Trimming", "IL2026",
        Justification = "Only options of other assemblies come here, which are not marked as compatible.")]
    private static string[] Reflected(object options)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        return [.. problems.Select(problem => problem.ErrorMessage ?? problem.ToString()!)];
    }
}

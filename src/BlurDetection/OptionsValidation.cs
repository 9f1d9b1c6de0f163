using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

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
    public static IReadOnlyList<string> Problems(object options) =>
        options is not ICheckedOptions own ? Reflected(options)
        : own.Check() is { Failed: true } result ? [.. result.Failures!]
        : [];

    [UnconditionalSuppressMessage("Trimming", "IL2026",
        Justification = "Only options of other assemblies come here, which are not marked as compatible.")]
    private static string[] Reflected(object options)
    {
        var problems = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        return [.. problems.Select(problem => problem.ErrorMessage ?? problem.ToString()!)];
    }
}

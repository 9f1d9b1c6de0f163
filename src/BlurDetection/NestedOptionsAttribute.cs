using System.ComponentModel.DataAnnotations;

namespace BlurDetection;

/// <summary>Holds options inside options to their own ranges; <see langword="null"/> passes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NestedOptionsAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is null || OptionsValidation.Problems(value) is not { Count: > 0 } problems) return ValidationResult.Success;
        return new ValidationResult($"{validationContext.MemberName}: {string.Join(" ", problems)}", [validationContext.MemberName!]);
    }
}

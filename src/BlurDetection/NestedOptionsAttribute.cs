using System.ComponentModel.DataAnnotations;

namespace BlurDetection;

/// <summary>Holds options inside options to their own ranges; <see langword="null"/> passes.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NestedOptionsAttribute : ValidationAttribute
{
    /// <inheritdoc/>
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        if (value is null) return ValidationResult.Success;
        var problems = new List<ValidationResult>();
        if (Validator.TryValidateObject(value, new ValidationContext(value), problems, validateAllProperties: true)) return ValidationResult.Success;
        var messages = string.Join(" ", problems.Select(problem => problem.ErrorMessage));
        return new ValidationResult($"{validationContext.MemberName}: {messages}", [validationContext.MemberName!]);
    }
}

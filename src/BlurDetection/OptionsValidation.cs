using System.ComponentModel.DataAnnotations;

namespace BlurDetection;

/// <summary>Holds options to the ranges that their attributes state.</summary>
internal static class OptionsValidation
{
    /// <exception cref="ArgumentException">A value is out of its range, or two exclude each other.</exception>
    public static void Require(object options)
    {
        try
        {
            Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        }
        catch (ValidationException e)
        {
            throw new ArgumentException($"{options.GetType().Name}: {e.Message}", e);
        }
    }
}

namespace BlurDetection.Training;

/// <summary>A <see cref="TrainingRecipe"/> that cannot be trained: a value out of its range, parts that do not fit each
/// other, or JSON that cannot be read.</summary>
internal sealed class InvalidRecipeException : ArgumentException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What does not fit, and what to change.</param>
    /// <param name="innerException">The cause, if another exception named it.</param>
    public InvalidRecipeException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }
}

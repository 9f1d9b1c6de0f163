namespace BlurDetection.Evaluation.Data;

/// <summary>The labelled images cannot be used for training or measuring.</summary>
public sealed class TrainingDataException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was wrong, in which file and row, and what to do.</param>
    /// <param name="innerException">The cause, if another exception told it.</param>
    public TrainingDataException(string message, Exception? innerException = null) : base(message, innerException)
    {
    }

    /// <summary>Creates the exception for a row.</summary>
    /// <param name="problem">What was wrong with which row.</param>
    public TrainingDataException(DataProblem problem) : base(problem?.Message) => Problem = problem;

    /// <summary>The row that stopped the reading; <see langword="null"/> where the fault is not a single row's.</summary>
    public DataProblem? Problem { get; }
}

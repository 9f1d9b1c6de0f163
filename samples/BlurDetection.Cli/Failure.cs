using System.ComponentModel.DataAnnotations;
using BlurDetection.Evaluation.Data;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Native;

namespace BlurDetection.Cli;

/// <summary>What is said of an exception.</summary>
internal static class Failure
{
    private const string ParameterNote = " (Parameter '";

    /// <summary>The message alone where it tells a user what to do; the whole exception where it is our fault.</summary>
    public static string Describe(Exception e) => e switch
    {
        OperationCanceledException => "Cancelled.",
        UnsupportedImageException or ImageTooLargeException or InvalidModelException or InvalidNetworkException or TrainingDataException
            or CheckpointException or NoImagesException or TrainingDivergedException or LibTorchUnavailableException or ValidationException
            or IOException or UnauthorizedAccessException => e.Message,
        // The name of a parameter means nothing to someone at a shell.
        ArgumentException => e.Message.IndexOf(ParameterNote, StringComparison.Ordinal) is >= 0 and var at ? e.Message[..at] : e.Message,
        _ => $"Unexpected: {e}",
    };
}

namespace BlurDetection.Cli;

/// <summary>There is no image to work on.</summary>
internal sealed class NoImagesException(string message) : Exception(message);

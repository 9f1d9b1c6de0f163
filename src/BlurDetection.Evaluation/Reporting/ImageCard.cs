namespace BlurDetection.Evaluation.Reporting;

/// <summary>An image in a report with what is said of it.</summary>
/// <param name="Image">A JPEG file.</param>
/// <param name="Title">First line, in bold.</param>
/// <param name="Lines">Further lines.</param>
/// <param name="IsMistake">Whether it is marked in red.</param>
/// <param name="HeatMap">A second JPEG beside the first, if there is one.</param>
internal sealed record ImageCard(byte[] Image, string Title, IReadOnlyList<string> Lines, bool IsMistake = false, byte[]? HeatMap = null);

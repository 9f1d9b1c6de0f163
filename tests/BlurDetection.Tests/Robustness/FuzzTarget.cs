namespace BlurDetection.Tests.Robustness;

/// <summary>A reader of files from outside, and valid files to damage.</summary>
/// <param name="Name">Names it in reports.</param>
/// <param name="Seeds">Valid files, drawn by the tests.</param>
/// <param name="Read">Reads one file to its end.</param>
/// <param name="IsRefusal">Whether an exception is one that the reader promises.</param>
internal sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Read, Func<Exception, bool> IsRefusal);

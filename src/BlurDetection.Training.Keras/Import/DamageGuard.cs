using System.Text.Json;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Import;

/// <summary>Whatever a damaged file leads to, the error names the file.</summary>
internal static class DamageGuard
{
    internal static T Run<T>(string path, Func<T> read)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            return read();
        }
        catch (InvalidNetworkException e)
        {
            throw new InvalidModelException($"{path}: {e.Message}", e);
        }
        // Numbers out of range, texts where numbers should be, names twice in one object, sizes that no memory has.
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException or ArgumentException
            or FormatException or OverflowException
            or OutOfMemoryException or NotSupportedException or EndOfStreamException or IndexOutOfRangeException or KeyNotFoundException)
        {
            throw new InvalidModelException($"{path}: the file is damaged: {e.Message}", e);
        }
    }
}

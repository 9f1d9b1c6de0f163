namespace BlurDetection.Training;

/// <summary>Hands reports on at once and in order; <see cref="Progress{T}"/> would post them to other threads.</summary>
internal sealed class Relay<T>(Action<T> action) : IProgress<T>
{
    public void Report(T value) => action(value);
}

namespace BlurDetection.Imaging;

/// <summary>Scales one plane that is fed row by row from the top, so that the source never lies in memory as a whole.</summary>
internal abstract class PlaneScaler : IDisposable
{
    /// <summary>Prepares a plane.</summary>
    /// <param name="resampling">The kernel; area averaging stands in for others where an axis grows.</param>
    /// <param name="sourceWidth">Values in a source row.</param>
    /// <param name="sourceHeight">Source rows that will be fed.</param>
    /// <param name="width">Values in an output row.</param>
    /// <param name="height">Output rows.</param>
    /// <param name="target">Takes width x height values; complete once the last row is fed.</param>
    public static PlaneScaler Create(
        Resampling resampling, int sourceWidth, int sourceHeight, int width, int height, Memory<float> target) =>
        (sourceWidth, sourceHeight) == (width, height) ? new PlaneCopier(width, target)
            : resampling == Resampling.Lanczos3 && sourceWidth >= width && sourceHeight >= height
                ? new LanczosDownscaler(sourceWidth, sourceHeight, width, height, target)
                : new AreaDownscaler(sourceWidth, sourceHeight, width, height, target);

    /// <summary>Scales a whole plane at once.</summary>
    public static void Scale(
        Resampling resampling, ReadOnlySpan<float> source, int sourceWidth, int sourceHeight, int width, int height, Memory<float> target)
    {
        using var scaler = Create(resampling, sourceWidth, sourceHeight, width, height, target);
        for (var y = 0; y < sourceHeight; y++) scaler.AddRow(source.Slice(y * sourceWidth, sourceWidth));
    }

    /// <summary>Feeds the next source row.</summary>
    public abstract void AddRow(ReadOnlySpan<byte> row);

    /// <summary>Feeds the next source row.</summary>
    public abstract void AddRow(ReadOnlySpan<float> row);

    public abstract void Dispose();
}

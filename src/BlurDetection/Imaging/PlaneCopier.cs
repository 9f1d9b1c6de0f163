namespace BlurDetection.Imaging;

/// <summary>Takes one plane that has the wanted size already.</summary>
/// <param name="width">Values in a row.</param>
/// <param name="target">Takes all rows; complete once the last one is fed.</param>
internal sealed class PlaneCopier(int width, Memory<float> target) : PlaneScaler
{
    private int _fed;

    /// <inheritdoc/>
    public override void AddRow(ReadOnlySpan<byte> row) => RowArithmetic.Convert(row[..width], NextRow());

    /// <inheritdoc/>
    public override void AddRow(ReadOnlySpan<float> row) => row[..width].CopyTo(NextRow());

    public override void Dispose()
    {
    }

    private Span<float> NextRow() => target.Span.Slice(_fed++ * width, width);
}

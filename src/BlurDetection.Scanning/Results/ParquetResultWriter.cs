namespace BlurDetection.Scanning.Results;

/// <summary>Results as Parquet, in row groups of a fixed size.</summary>
internal sealed class ParquetResultWriter(ResultParquetWriter writer, int rowGroup) : IResultWriter
{
    private readonly List<ImageResult> _rows = new(rowGroup);

    public async ValueTask AddAsync(ImageResult row, CancellationToken cancellationToken)
    {
        _rows.Add(row);
        if (_rows.Count < rowGroup) return;
        await writer.AddAsync(_rows, cancellationToken).ConfigureAwait(false);
        _rows.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        if (_rows.Count > 0) await writer.AddAsync(_rows, CancellationToken.None).ConfigureAwait(false);
        _rows.Clear();
        await writer.DisposeAsync().ConfigureAwait(false);
    }
}

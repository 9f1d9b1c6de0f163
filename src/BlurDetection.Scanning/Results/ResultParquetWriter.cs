using Parquet;
using Parquet.Schema;

namespace BlurDetection.Scanning.Results;

/// <summary>Writes results as Parquet, one row group for each batch of rows.</summary>
internal sealed class ResultParquetWriter : IAsyncDisposable
{
    private readonly ParquetWriter _writer;

    private ResultParquetWriter(ParquetWriter writer) => _writer = writer;

    public static async Task<ResultParquetWriter> CreateAsync(Stream output, CancellationToken cancellationToken)
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Zstd };
        return new(await ParquetWriter.CreateAsync(ResultColumns.Schema, output, options, cancellationToken: cancellationToken)
            .ConfigureAwait(false));
    }

    /// <summary>A whole file in memory.</summary>
    public static async Task<ReadOnlyMemory<byte>> WriteAsync(IReadOnlyList<ImageResult> rows, CancellationToken cancellationToken)
    {
        var bytes = new MemoryStream();
        var writer = await CreateAsync(bytes, cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
            await writer.AddAsync(rows, cancellationToken).ConfigureAwait(false);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    public async Task AddAsync(IReadOnlyList<ImageResult> rows, CancellationToken cancellationToken)
    {
        using var group = _writer.CreateRowGroup();
        await Text(ResultColumns.Path, row => row.Path).ConfigureAwait(false);
        await Value(ResultColumns.Size, row => row.Size).ConfigureAwait(false);
        await Value(ResultColumns.Modified, row => row.Modified).ConfigureAwait(false);
        await Text(ResultColumns.ContentHash, row => row.ContentHash).ConfigureAwait(false);
        await Text(ResultColumns.Verdict, row => ResultWords.Of(row.Verdict)).ConfigureAwait(false);
        await Value(ResultColumns.Probability, row => row.Probability).ConfigureAwait(false);
        await Value(ResultColumns.Threshold, row => row.Threshold).ConfigureAwait(false);
        await Value(ResultColumns.Strength, row => row.Strength).ConfigureAwait(false);
        await Value(ResultColumns.Evidence, row => row.Evidence).ConfigureAwait(false);
        await Text(ResultColumns.Kind, row => ResultWords.Of(row.Kind)).ConfigureAwait(false);
        await Text(ResultColumns.Reason, row => ResultWords.Of(row.Reason)).ConfigureAwait(false);
        await Value(ResultColumns.Width, row => row.Width).ConfigureAwait(false);
        await Value(ResultColumns.Height, row => row.Height).ConfigureAwait(false);
        await Text(ResultColumns.Format, row => row.Format).ConfigureAwait(false);
        await Text(ResultColumns.Error, row => ResultWords.Of(row.Error)).ConfigureAwait(false);
        await Text(ResultColumns.Message, row => row.Message).ConfigureAwait(false);
        await Value(ResultColumns.DurationMs, row => row.DurationMs).ConfigureAwait(false);
        await group.WriteAsync(ResultColumns.Thumbnail, [.. rows.Select(row => row.Thumbnail?.ToArray()!)]).ConfigureAwait(false);
        group.CompleteValidate();

        Task Text(DataField column, Func<ImageResult, string?> value) => group.WriteAsync(column, [.. rows.Select(row => value(row)!)]);

        Task Value<T>(DataField column, Func<ImageResult, T?> value) where T : struct =>
            group.WriteAsync<T>(column, rows.Select(value).ToArray(), cancellationToken: cancellationToken);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}

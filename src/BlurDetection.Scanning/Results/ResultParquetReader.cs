using Parquet;
using Parquet.Schema;

namespace BlurDetection.Scanning.Results;

/// <summary>Reads results that <see cref="ResultParquetWriter"/> wrote.</summary>
internal static class ResultParquetReader
{
    /// <summary>All rows of a part.</summary>
    /// <exception cref="ScanException">The part is damaged.</exception>
    public static Task<IReadOnlyList<ImageResult>> ReadAsync(PartInfo part, bool thumbnails, CancellationToken cancellationToken) =>
        ReadAsync(part, (group, rows) => ReadGroupAsync(group, rows, thumbnails, cancellationToken), cancellationToken);

    /// <summary>What a resumed scan needs to know of a part.</summary>
    /// <exception cref="ScanException">The part is damaged.</exception>
    public static Task<IReadOnlyList<ImageResult>> ReadStatesAsync(PartInfo part, CancellationToken cancellationToken) =>
        ReadAsync(part, (group, rows) => ReadStatesAsync(group, rows, cancellationToken), cancellationToken);

    private static async Task<IReadOnlyList<ImageResult>> ReadAsync(
        PartInfo part, Func<ParquetRowGroupReader, List<ImageResult>, Task> readGroup, CancellationToken cancellationToken)
    {
        var file = new FileStream(part.File, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        await using var fileDisposal = file.ConfigureAwait(false);
        try
        {
            await ParquetFooter.CheckAsync(file, cancellationToken).ConfigureAwait(false);
            var reader = await ParquetReader.CreateAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false);
            await using var readerDisposal = reader.ConfigureAwait(false);
            var rows = new List<ImageResult>();
            for (int i = 0; i < reader.RowGroupCount; i++)
            {
                using var group = reader.OpenRowGroupReader(i);
                // What a damaged file claims must not decide how much is allocated.
                if (group.RowCount < 0 || group.RowCount > part.Rows - rows.Count)
                    throw new InvalidDataException("There are more rows than its marker says.");
                await readGroup(group, rows).ConfigureAwait(false);
            }
            if (rows.Count == 0 || rows.Count != part.Rows)
                throw new InvalidDataException($"It has {rows.Count} rows, and its marker says {part.Rows}.");
            if (rows.Exists(row => row.Path is null)) throw new InvalidDataException("A row has no path.");
            return rows;
        }
        // A damaged file makes the reader fail in many ways.
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new ScanException(
                $"'{part.File}' is damaged ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}). Delete it and its marker '.done', and " +
                    $"scan again: only its images are classified once more.", e);
        }
    }

    private static async Task ReadStatesAsync(ParquetRowGroupReader group, List<ImageResult> rows, CancellationToken cancellationToken)
    {
        int count = (int)group.RowCount;
        var paths = await TextAsync(group, ResultColumns.Path, count).ConfigureAwait(false);
        var sizes = await ValuesAsync<long>(group, ResultColumns.Size, count, cancellationToken).ConfigureAwait(false);
        var times = await ValuesAsync<DateTime>(group, ResultColumns.Modified, count, cancellationToken).ConfigureAwait(false);
        var hashes = await TextAsync(group, ResultColumns.ContentHash, count).ConfigureAwait(false);
        var verdicts = await TextAsync(group, ResultColumns.Verdict, count).ConfigureAwait(false);
        var errors = await TextAsync(group, ResultColumns.Error, count).ConfigureAwait(false);
        for (int r = 0; r < count; r++)
            rows.Add(new ImageResult
            {
                Path = paths[r]!, Size = sizes[r], Modified = Utc(times[r]), ContentHash = hashes[r],
                Verdict = ResultWords.Read<BlurVerdict>(verdicts[r]), Error = ResultWords.Read<ScanErrorKind>(errors[r]),
            });
    }

    private static async Task ReadGroupAsync(
        ParquetRowGroupReader group, List<ImageResult> rows, bool thumbnails, CancellationToken cancellationToken)
    {
        int count = (int)group.RowCount;
        var path = await Text(ResultColumns.Path).ConfigureAwait(false);
        var size = await Values<long>(ResultColumns.Size).ConfigureAwait(false);
        var modified = await Values<DateTime>(ResultColumns.Modified).ConfigureAwait(false);
        var hash = await Text(ResultColumns.ContentHash).ConfigureAwait(false);
        var verdict = await Text(ResultColumns.Verdict).ConfigureAwait(false);
        var probability = await Values<double>(ResultColumns.Probability).ConfigureAwait(false);
        var threshold = await Values<double>(ResultColumns.Threshold).ConfigureAwait(false);
        var strength = await Values<double>(ResultColumns.Strength).ConfigureAwait(false);
        var evidence = await Values<double>(ResultColumns.Evidence).ConfigureAwait(false);
        var kind = await Text(ResultColumns.Kind).ConfigureAwait(false);
        var reason = await Text(ResultColumns.Reason).ConfigureAwait(false);
        var width = await Values<int>(ResultColumns.Width).ConfigureAwait(false);
        var height = await Values<int>(ResultColumns.Height).ConfigureAwait(false);
        var format = await Text(ResultColumns.Format).ConfigureAwait(false);
        var error = await Text(ResultColumns.Error).ConfigureAwait(false);
        var message = await Text(ResultColumns.Message).ConfigureAwait(false);
        var duration = await Values<double>(ResultColumns.DurationMs).ConfigureAwait(false);
        var thumbnail = new byte[count][];
        if (thumbnails)
            await group.ReadAsync(ResultColumns.Thumbnail, thumbnail, cancellationToken: cancellationToken).ConfigureAwait(false);
        for (int r = 0; r < count; r++)
            rows.Add(new ImageResult
            {
                Path = path[r]!, Size = size[r], Modified = Utc(modified[r]), ContentHash = hash[r],
                Verdict = ResultWords.Read<BlurVerdict>(verdict[r]),
                Probability = probability[r], Threshold = threshold[r], Strength = strength[r], Evidence = evidence[r],
                Kind = ResultWords.Read<BlurKind>(kind[r]), Reason = ResultWords.Read<IndeterminateReason>(reason[r]), Width = width[r],
                Height = height[r],
                Format = format[r], Error = ResultWords.Read<ScanErrorKind>(error[r]), Message = message[r], DurationMs = duration[r],
                Thumbnail = thumbnail[r] is { } bytes ? bytes : (ReadOnlyMemory<byte>?)null,
            });

        Task<string?[]> Text(DataField column) => TextAsync(group, column, count);

        Task<T?[]> Values<T>(DataField column) where T : struct => ValuesAsync<T>(group, column, count, cancellationToken);
    }

    private static async Task<string?[]> TextAsync(ParquetRowGroupReader group, DataField column, int count)
    {
        var values = new string[count];
        await group.ReadAsync(column, values).ConfigureAwait(false);
        return values;
    }

    private static async Task<T?[]> ValuesAsync<T>(
        ParquetRowGroupReader group, DataField column, int count, CancellationToken cancellationToken) where T : struct
    {
        var values = new T?[count];
        await group.ReadAsync<T>(column, values.AsMemory(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return values;
    }

    private static DateTime? Utc(DateTime? time) => time is { } t ? DateTime.SpecifyKind(t, DateTimeKind.Utc) : null;
}

using BlurDetection.Evaluation.Files;

namespace BlurDetection.Scanning.Results;

/// <summary>Writes all results into one file, in the order of their paths.</summary>
internal static class ResultFile
{
    private const int RowGroup = 50_000;

    public static bool CanWrite(string file) => Path.GetExtension(file).ToLowerInvariant() is ".parquet" or ".csv" or ".jsonl";

    public static async Task<ScanCounts> WriteAsync(ScanResults results, string file, CancellationToken cancellationToken = default)
    {
        if (!CanWrite(file)) throw new ArgumentException($"'{file}' must end in .parquet, .csv or .jsonl.", nameof(file));
        var counts = new ScanCounts();
        await Task.Run(() => AtomicFile.Write(file, stream => WriteAsync(stream).GetAwaiter().GetResult()), cancellationToken)
            .ConfigureAwait(false);
        return counts;

        async Task WriteAsync(Stream stream)
        {
            IResultWriter writer = Path.GetExtension(file).ToLowerInvariant() switch
            {
                ".csv" => new CsvResultWriter(stream),
                ".jsonl" => new JsonLinesResultWriter(stream),
                _ => new ParquetResultWriter(await ResultParquetWriter.CreateAsync(stream, cancellationToken)
                    .ConfigureAwait(false), RowGroup),
            };
            await using var writerDisposal = writer.ConfigureAwait(false);
            await foreach (ImageResult row in results.ReadAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
            {
                counts = counts.With(row.Verdict);
                await writer.AddAsync(row, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}

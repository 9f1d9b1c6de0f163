using Parquet;
using Parquet.Schema;

namespace BlurDetection.Video;

/// <summary>Writes timelines as Parquet.</summary>
internal static class TimelineParquet
{
    private static readonly DataField<double> Seconds = new("seconds"), Probability = new("probability"), Threshold = new("threshold");
    private static readonly DataField<double?> Strength = new("strength"), RelativeProbability = new("relative_probability");
    private static readonly DataField<string> Verdict = new("verdict"), Kind = new("kind"), Reason = new("reason");
    private static readonly DataField<int?> Span = new("span");

    /// <summary>Writes the columns of <see cref="TimelineExport.WriteCsv"/>, one frame a row.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="output">A writable, seekable stream.</param>
    /// <param name="cancellationToken">Ends writing.</param>
    public static async Task WriteAsync(VideoTimeline timeline, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var rows = TimelineRow.Of(timeline).ToArray();
        var schema = new ParquetSchema(Seconds, Verdict, Probability, Threshold, Strength, Kind, Reason, Span, RelativeProbability);
        var writer = await ParquetWriter.CreateAsync(schema, output, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await using var writerDisposal = writer.ConfigureAwait(false);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync<double>(Seconds, Column(row => row.Seconds), cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync(Verdict, Column(row => row.Verdict)!).ConfigureAwait(false);
        await group.WriteAsync<double>(Probability, Column(row => row.Probability), cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        await group.WriteAsync<double>(Threshold, Column(row => row.Threshold), cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<double>(Strength, Column(row => row.Strength), cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync(Kind, Column(row => row.Kind)!).ConfigureAwait(false);
        await group.WriteAsync(Reason, Column(row => row.Reason)!).ConfigureAwait(false);
        await group.WriteAsync<int>(Span, Column(row => row.Span), cancellationToken: cancellationToken).ConfigureAwait(false);
        await group.WriteAsync<double>(RelativeProbability, Column(row => row.RelativeProbability), cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        group.CompleteValidate();

        T[] Column<T>(Func<TimelineRow, T> value) => Array.ConvertAll(rows, new Converter<TimelineRow, T>(value));
    }
}

using System.Text;

namespace BlurDetection.Video;

/// <summary>Saves timelines to files.</summary>
internal static class TimelineFile
{
    public static IReadOnlyList<string> Extensions { get; } = [".csv", ".jsonl", ".parquet", ".svg", ".html"];

    public static async Task SaveAsync(
        VideoTimeline timeline, string path, string? ffmpegPath, CancellationToken cancellationToken)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (!Extensions.Contains(extension))
            throw new ArgumentException($"{path}: a timeline is saved as {string.Join(", ", Extensions)}.", nameof(path));
        using var output = new OutputFile(path);
        var stream = File.Create(output.Partial);
        await using (stream.ConfigureAwait(false))
        {
            if (extension == ".parquet")
            {
                await TimelineParquet.WriteAsync(timeline, stream, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                var writer = new StreamWriter(stream, new UTF8Encoding(false));
                await using var writerDisposal = writer.ConfigureAwait(false);
                if (extension == ".csv") TimelineExport.WriteCsv(timeline, writer);
                else if (extension == ".jsonl") TimelineExport.WriteJsonLines(timeline, writer);
                else if (extension == ".svg") await writer.WriteAsync(TimelineSvg.Render(timeline)).ConfigureAwait(false);
                else await writer.WriteAsync(await TimelinePage.RenderAsync(timeline, ffmpegPath, cancellationToken).ConfigureAwait(false))
                    .ConfigureAwait(false);
            }
        }
        output.Complete();
    }
}

using System.Text;

namespace BlurDetection.Video;

/// <summary>Saves timelines to files.</summary>
public static class TimelineFile
{
    /// <summary>The file extensions that <see cref="SaveAsync"/> knows.</summary>
    public static IReadOnlyList<string> Extensions { get; } = [".csv", ".jsonl", ".parquet", ".svg", ".html"];

    /// <summary>Saves a timeline as CSV, JSON lines, Parquet, SVG or HTML, by the file's extension; the file is whole or
    /// not there.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="path">The file.</param>
    /// <param name="ffmpegPath">The path of ffmpeg, for the images of HTML; <see langword="null"/> to look on the PATH.</param>
    /// <param name="cancellationToken">Ends writing.</param>
    /// <exception cref="ArgumentException">The extension is none of <see cref="Extensions"/>.</exception>
    public static async Task SaveAsync(
        VideoTimeline timeline, string path, string? ffmpegPath = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentException.ThrowIfNullOrEmpty(path);
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

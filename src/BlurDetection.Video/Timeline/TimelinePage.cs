using System.Globalization;
using System.Net;
using System.Text;

namespace BlurDetection.Video;

/// <summary>Writes timelines as one HTML page, with images of every span inside it.</summary>
internal static class TimelinePage
{
    private const int ThumbnailWidth = 320;

    /// <summary>Writes the page: the timeline, and for each span the frame before, the worst frame, and the frame after.</summary>
    /// <param name="timeline">The timeline; its source is read again for the images.</param>
    /// <param name="ffmpegPath">The path of ffmpeg; <see langword="null"/> to look on the PATH.</param>
    /// <param name="cancellationToken">Ends writing.</param>
    /// <exception cref="VideoReadException">The source cannot be read again: a live stream.</exception>
    public static async Task<string> RenderAsync(
        VideoTimeline timeline, string? ffmpegPath = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var name = WebUtility.HtmlEncode(Path.GetFileName(timeline.Source));
        var page = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Blur in {name}</title>
            <style>
            body {"{"} font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem;
              padding: 0 1rem; color: #1d252c; background: #fff {"}"}
            h1 {"{"} font-size: 1.4rem; margin-bottom: 0 {"}"} h2 {"{"} font-size: 1.05rem; margin: 2rem 0 .5rem {"}"}
            svg {"{"} width: 100%; height: auto {"}"} p {"{"} margin: .3rem 0 1rem {"}"}
            .images {"{"} display: grid; grid-template-columns: repeat(3, 1fr); gap: .75rem {"}"}
            figure {"{"} margin: 0 {"}"} img {"{"} width: 100%; height: auto; display: block; border-radius: 4px {"}"}
            figcaption {"{"} font-size: .85rem; color: #4a5560 {"}"} .worst img {"{"} outline: 3px solid #d9694f {"}"}
            </style>
            </head>
            <body>
            <h1>{name}</h1>
            <p>{Summary(timeline)}</p>
            {TimelineSvg.Render(timeline)}

            """);
        for (var i = 0; i < timeline.Spans.Count; i++)
        {
            var span = timeline.Spans[i];
            var kind = span.Kind is { } k ? $", mostly {TimelineRow.Word(k)}" : "";
            page.Append(CultureInfo.InvariantCulture,
                $"<h2 id=\"span-{i + 1}\">{i + 1}. {TimelineText.Clock(span.Start)} to {TimelineText.Clock(span.End)} " +
                $"({span.Length.TotalSeconds:0.0##} s{kind})</h2>\n<div class=\"images\">\n");
            if (timeline.Frames.LastOrDefault(frame => frame.Time < span.Start) is { } before)
                await AddAsync("before", before.Time).ConfigureAwait(false);
            await AddAsync("worst", span.WorstTime).ConfigureAwait(false);
            if (timeline.Frames.FirstOrDefault(frame => frame.Time >= span.End) is { } after)
                await AddAsync("after", after.Time).ConfigureAwait(false);
            page.Append("</div>\n");
        }
        return page.Append("</body>\n</html>\n").ToString();

        async Task AddAsync(string what, TimeSpan time)
        {
            var jpeg = await StillFrame.ReadJpegAsync(timeline.Source, time, ThumbnailWidth, ffmpegPath, cancellationToken)
                .ConfigureAwait(false);
            var prediction = timeline.Frames.First(frame => frame.Time == time).Prediction;
            var told = prediction.Verdict == BlurVerdict.Indeterminate ? "no evidence"
                : string.Create(CultureInfo.InvariantCulture, $"probability {prediction.Probability:0.00}");
            var caption = $"{what}, {TimelineText.Clock(time)}: {told}";
            page.Append($"<figure class=\"{what}\"><img alt=\"{caption}\" " +
                $"src=\"data:image/jpeg;base64,{Convert.ToBase64String(jpeg)}\"><figcaption>{caption}</figcaption></figure>\n");
        }
    }

    private static string Summary(VideoTimeline timeline)
    {
        var blurred = TimeSpan.FromTicks(timeline.Spans.Sum(span => span.Length.Ticks));
        return timeline.Spans.Count == 0
            ? $"No blur in {timeline.Frames.Count} frames ({TimelineText.Clock(timeline.End)})."
            : $"{timeline.Spans.Count} {(timeline.Spans.Count == 1 ? "span" : "spans")} of blur, {blurred.TotalSeconds:0.#} of " +
                $"{timeline.End.TotalSeconds:0.#} seconds; {timeline.Frames.Count} frames classified.";
    }
}

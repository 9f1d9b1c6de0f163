using System.Globalization;
using System.Text;
using System.Text.Json;
using BlurDetection.Scanning.Results;

namespace BlurDetection.Scanning.Reporting;

/// <summary>Writes the files of a gallery.</summary>
internal sealed class GalleryPages(string folder)
{
    public const string Index = "index.html";
    private const int RowsOfScript = 10_000, MostBytes = 3 << 20;

    // The default encoder escapes what could end a script: < > & and quotes.
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <param name="images">Where the images are, as seen from the report; <see langword="null"/> if they cannot be opened.</param>
    public void Write(
        ScanResults results, GalleryRows gallery, GalleryImages thumbnails, string? images, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.Combine(folder, "data"));
        Directory.CreateDirectory(Path.Combine(folder, "thumbnails"));
        (int, int)?[] places = WriteThumbnails(gallery, thumbnails, cancellationToken);
        List<string> data = WriteRows(gallery, places);
        string page = Resource("gallery.html")
            .Replace("{{style}}", Resource("gallery.css"), StringComparison.Ordinal)
            .Replace("{{script}}", Resource("gallery.js"), StringComparison.Ordinal)
            .Replace("{{summary}}", JsonSerializer.Serialize(Summary(results, gallery, data, images), Format), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, Index), page);
    }

    private static object Summary(ScanResults results, GalleryRows gallery, List<string> data, string? images) => new
    {
        results.Root,
        results.Model,
        gallery.Total,
        gallery.Threshold,
        gallery.Groups,
        images,
        data,
        probability = gallery.ProbabilityChart,
        strength = new { bins = gallery.StrengthChart, low = GalleryRows.StrengthRange.Low, high = GalleryRows.StrengthRange.High },
        rest = new
        {
            bins = gallery.RestByProbability.Select((count, bin) => new long[] { bin, count }).Where(pair => pair[1] > 0),
            indeterminate = gallery.RestIndeterminate,
            error = gallery.RestErrors,
        },
    };

    // Thumbnails of neighbours in the gallery share a script, which the page loads when they come into sight.
    private (int Chunk, int At)?[] WriteThumbnails(GalleryRows gallery, GalleryImages thumbnails, CancellationToken cancellationToken)
    {
        var places = new (int, int)?[gallery.Rows.Length];
        var script = new StringBuilder();
        var (chunk, count) = (1, 0);
        for (int i = 0; i < places.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            byte[] jpeg = thumbnails.Read(i);
            if (jpeg.Length == 0) continue;
            places[i] = (chunk, count++);
            script.Append('"').Append(Convert.ToBase64String(jpeg)).Append("\",");
            if (script.Length >= MostBytes / 2) Flush();
        }
        if (count > 0) Flush();
        return places;

        void Flush()
        {
            File.WriteAllText(
                Path.Combine(folder, "thumbnails", chunk.ToString("D5", CultureInfo.InvariantCulture) + ".js"),
                string.Create(CultureInfo.InvariantCulture, $"gallery.thumbnails({chunk},[{script}]);"));
            script.Clear();
            (chunk, count) = (chunk + 1, 0);
        }
    }

    private List<string> WriteRows(GalleryRows gallery, (int Chunk, int At)?[] places)
    {
        var files = new List<string>();
        var script = new StringBuilder();
        for (int i = 0; i < gallery.Rows.Length; i++)
        {
            script.Append(JsonSerializer.Serialize(Row(gallery, i, places[i]), Format)).Append(",\n");
            if ((i + 1) % RowsOfScript != 0 && script.Length < MostBytes && i + 1 < gallery.Rows.Length) continue;
            string file = string.Create(CultureInfo.InvariantCulture, $"data/{files.Count + 1:D5}.js");
            File.WriteAllText(Path.Combine(folder, file), $"gallery.rows([{script}]);");
            files.Add(file);
            script.Clear();
        }
        return files;
    }

    private static object?[] Row(GalleryRows gallery, int i, (int Chunk, int At)? place)
    {
        ImageResult row = gallery.Rows[i];
        return
        [
            row.Path, row.Probability is { } p ? Math.Round(p, 6) : null, row.Strength is { } s ? Math.Round(s, 3) : null,
            ResultWords.Of(row.Verdict) ?? "error", ResultWords.Of(row.Kind), ResultWords.Of(row.Reason),
            row.Width is null ? null : string.Create(CultureInfo.InvariantCulture, $"{row.Width}×{row.Height}"),
            gallery.Group[i], gallery.IsBest[i], row.Error is null ? null : new[] { ResultWords.Of(row.Error), row.Message },
            place is { } at ? new[] { at.Chunk, at.At } : null,
        ];
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(GalleryPages).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

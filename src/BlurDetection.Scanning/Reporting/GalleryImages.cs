using System.Security.Cryptography;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;
using BlurDetection.Scanning.Results;

namespace BlurDetection.Scanning.Reporting;

/// <summary>The thumbnails of a gallery, kept in a temporary file, and what they say of near-duplicates.</summary>
internal sealed class GalleryImages : IDisposable
{
    private const int ThumbnailSide = 32; // of the perceptual hash
    private static readonly Preprocessing Fingerprint = new() { LongSide = null, Width = ThumbnailSide, Height = ThumbnailSide };
    private readonly FileStream _file;
    private readonly (long At, int Length)[] _places;
    private readonly ImageFingerprint?[] _fingerprints;
    private readonly Lock _lock = new();
    private int _count;

    private GalleryImages(int rows)
    {
        _file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16,
            FileOptions.DeleteOnClose);
        (_places, _fingerprints) = (new (long, int)[rows], new ImageFingerprint?[rows]);
    }

    /// <param name="root">Where images are that have no thumbnail in the results; <see langword="null"/> to leave those out.</param>
    public static async Task<GalleryImages> MakeAsync(
        ScanResults results, GalleryRows gallery, string? root, ScanReportOptions options, IProgress<int>? progress,
        CancellationToken cancellationToken)
    {
        var images = new GalleryImages(gallery.Rows.Length);
        try
        {
            var rank = new Dictionary<string, int>(gallery.Rows.Length, StringComparer.Ordinal);
            for (int i = 0; i < gallery.Rows.Length; i++)
                if (gallery.Rows[i].Verdict is not null) rank.Add(gallery.Rows[i].Path, i);
            await foreach (ImageResult row in results.ReadAsync(thumbnails: true, cancellationToken).ConfigureAwait(false))
                if (row.Thumbnail is { } thumbnail && rank.Remove(row.Path, out int at)) images.Add(at, thumbnail.ToArray(), progress);
            if (root is not null)
                await Task.Run(() => Parallel.ForEach(rank,
                    new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount },
                    pair => images.AddFile(pair.Value, Path.Combine(root, pair.Key), options.Decoding, progress)),
                    cancellationToken).ConfigureAwait(false);
            return images;
        }
        catch
        {
            images.Dispose();
            throw;
        }
    }

    /// <summary>The JPEG of a row; empty if there is none.</summary>
    public byte[] Read(int row)
    {
        var bytes = new byte[_places[row].Length];
        RandomAccess.Read(_file.SafeFileHandle, bytes, _places[row].At);
        return bytes;
    }

    public void FindGroups(GalleryRows gallery, NearDuplicateOptions options)
    {
        int[] known = [.. Enumerable.Range(0, _fingerprints.Length).Where(i => _fingerprints[i] is not null)];
        var sets = new DisjointSets(known.Length);
        foreach (var (first, second) in NearDuplicates.FindPairs([.. known.Select(i => _fingerprints[i]!)], options))
            sets.Union(first, second);
        gallery.Group = [.. Enumerable.Repeat(-1, _fingerprints.Length)];
        gallery.IsBest = new bool[_fingerprints.Length];
        foreach (int[] group in Enumerable.Range(0, known.Length).GroupBy(sets.Find, i => known[i]).Select(g => g.ToArray())
            .Where(g => g.Length > 1))
        {
            foreach (int row in group) gallery.Group[row] = gallery.Groups;
            gallery.IsBest[group.MinBy(row => Sharpness(gallery.Rows[row]))] = true;
            gallery.Groups++;
        }
    }

    public void Dispose() => _file.Dispose();

    private static (int, double, double, string) Sharpness(ImageResult row) =>
        (row.Verdict == BlurVerdict.Indeterminate ? 1 : 0, row.Strength ?? 0, row.Probability ?? 1, row.Path);

    private void AddFile(int row, string file, ImageDecoderOptions decoding, IProgress<int>? progress)
    {
        byte[] thumbnail;
        try
        {
            thumbnail = ThumbnailEncoder.Encode(ImageFileReader.Read(file, decoding), decoding);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UnsupportedImageException)
        {
            return; // moved or changed since the scan: the card says that there is no thumbnail
        }
        Add(row, thumbnail, progress);
    }

    private void Add(int row, byte[] thumbnail, IProgress<int>? progress)
    {
        _fingerprints[row] = FingerprintOf(thumbnail);
        lock (_lock)
        {
            _places[row] = (_file.Length, thumbnail.Length);
            RandomAccess.Write(_file.SafeFileHandle, thumbnail, _file.Length);
            progress?.Report(++_count);
        }
    }

    private static ImageFingerprint FingerprintOf(byte[] thumbnail)
    {
        using DecodedImage image = ImageDecoder.Decode(thumbnail, Fingerprint);
        var luma = new byte[ThumbnailSide * ThumbnailSide];
        Span<float> pixels = image.Pixels.Pixels;
        for (int i = 0; i < luma.Length; i++) luma[i] = (byte)Math.Clamp(MathF.Round(pixels[i]), 0, 255);
        return new ImageFingerprint(Convert.ToHexStringLower(SHA256.HashData(thumbnail)), image.OriginalWidth, image.OriginalHeight,
            PerceptualHash.Compute(luma), luma);
    }
}

using System.Diagnostics;
using System.Security.Cryptography;
using BlurDetection.Imaging;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;

namespace BlurDetection.Scanning;

/// <summary>Makes a row of results from one image.</summary>
internal sealed class ImageReader(IBlurClassifier classifier, ScanOptions options)
{
    private readonly ImageDecoderOptions _decoding = options.Decoding ?? (classifier as BlurClassifier)?.DecoderOptions ?? new();

    /// <returns>The row; <see langword="null"/> if the content shows that the image is done.</returns>
    public async ValueTask<ImageResult?> ReadAsync(FoundImage image, CompletedImages completed, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        ScanItem item = image.Item;
        var row = new ImageResult { Path = item.Path, Size = item.Size, Modified = item.Modified };
        try
        {
            if (image.Error is { } error) throw error;
            // An empty file is never opened: it may be a pipe, which would wait for its writer.
            if (item is { Size: 0, LocalPath: not null })
            {
                if (options.ContentHash)
                {
                    row = row with { ContentHash = Convert.ToHexStringLower(SHA256.HashData([])) };
                    if (completed.IsDone(image.PathHash, row.ContentHash)) return null;
                }
                throw new UnsupportedImageException($"'{item.Path}' is empty.");
            }
            BlurPrediction prediction;
            if (item.LocalPath is { } file && image.Bytes is null && !options.ContentHash && !options.Thumbnails)
            {
                prediction = classifier.Classify(file);
            }
            else
            {
                byte[] bytes = image.Bytes
                    ?? await FoundImage.BytesOfAsync(item, options.MaxBytes, cancellationToken).ConfigureAwait(false);
                row = row with { Size = bytes.Length };
                if (options.ContentHash)
                {
                    row = row with { ContentHash = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
                    if (completed.IsDone(image.PathHash, row.ContentHash)) return null;
                }
                prediction = classifier.Classify((ReadOnlySpan<byte>)bytes);
                if (options.Thumbnails) row = row with { Thumbnail = ThumbnailEncoder.Encode(bytes, _decoding) };
            }
            row = WithPrediction(row, prediction);
        }
        catch (Exception e) when (ScanErrors.IsOfOneImage(e, cancellationToken))
        {
            row = row with { Error = ScanErrors.KindOf(e), Message = ScanErrors.MessageOf(e, item.LocalPath, item.Path) };
        }
        return options.Timings ? row with { DurationMs = Math.Round(Stopwatch.GetElapsedTime(start).TotalMilliseconds, 3) } : row;
    }

    public static ImageResult WithPrediction(ImageResult row, BlurPrediction prediction) => row with
    {
        Verdict = prediction.Verdict,
        Probability = prediction.Probability,
        Threshold = prediction.Threshold,
        Strength = prediction.Strength,
        Evidence = prediction.Evidence,
        Kind = prediction.Kind,
        Reason = prediction.Reason == IndeterminateReason.None ? null : prediction.Reason,
        Width = prediction.Width,
        Height = prediction.Height,
        Format = prediction.Image.Format == ImageFormat.Unknown ? null : prediction.Image.Format.ToString(),
    };
}

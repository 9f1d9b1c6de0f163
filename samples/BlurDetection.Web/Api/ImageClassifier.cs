using System.Diagnostics;
using BlurDetection.Web.Limits;
using BlurDetection.Web.Models;

namespace BlurDetection.Web.Api;

/// <summary>Turns an uploaded image into a result.</summary>
internal static class ImageClassifier
{
    public static Task<ImageResult> PredictAsync(
        UploadedImage image, LoadedModel model, bool withMap, WebOptions options, ClassificationSlots slots, ILogger logger,
        CancellationToken cancellationToken)
    {
        if (image.Body is not { } body)
            return Task.FromResult(new ImageResult { Name = image.Name, Error = ImageError.TooManyBytes(options.MaxFileBytes) });
        return slots.RunAsync(() => Predict(image.Name, body, model.Classifier, withMap, options, logger), cancellationToken);
    }

    private static ImageResult Predict(
        string name, PooledBody body, IBlurClassifier classifier, bool withMap, WebOptions options, ILogger logger)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var p = classifier.Classify(body.Span);
            return new ImageResult
            {
                Name = name,
                Bytes = body.Length,
                Verdict = p.Verdict,
                Probability = p.Probability,
                Threshold = p.Threshold,
                Reason = p.Reason == IndeterminateReason.None ? null : p.Reason,
                Kind = p.Kind,
                Strength = p.Strength,
                BlurWidth = p.BlurWidth,
                MotionAngle = p.MotionAngle,
                ForegroundSharpness = p.ForegroundSharpness,
                BackgroundSharpness = p.BackgroundSharpness,
                Evidence = p.Evidence,
                Width = p.Width,
                Height = p.Height,
                Milliseconds = Math.Round(Stopwatch.GetElapsedTime(started).TotalMilliseconds, 1),
                Map = withMap ? ImageMap.From(p.Map) : null,
            };
        }
        catch (ImageTooLargeException e)
        {
            return new ImageResult { Name = name, Bytes = body.Length, Error = ImageError.TooLarge(e, options.MaxPixels) };
        }
        catch (UnsupportedImageException e)
        {
            if (e.InnerException is { } cause) logger.ImageFailed(name, cause);
            return new ImageResult { Name = name, Bytes = body.Length, Error = ImageError.Undecodable(body.Span, e.Message) };
        }
        catch (Exception e) when (e is not ObjectDisposedException)
        {
            // One image must never cost its neighbours.
            logger.ImageFailed(name, e);
            return new ImageResult { Name = name, Bytes = body.Length, Error = ImageError.Unforeseen() };
        }
    }
}

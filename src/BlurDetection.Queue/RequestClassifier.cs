using System.Security.Cryptography;
using BlurDetection.Queue.Storage;
using BlurDetection.Scanning;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;

namespace BlurDetection.Queue;

/// <summary>Does what a request asks for.</summary>
/// <param name="classifier">Stays the caller's.</param>
/// <param name="model">Names the model, see <see cref="BlurClassifier.Identity"/>.</param>
/// <param name="addresses">Opens images.</param>
/// <param name="maxBytes">Largest image, in bytes.</param>
internal sealed class RequestClassifier(IBlurClassifier classifier, string model, ImageAddresses addresses, int maxBytes)
{
    public string Model => model;

    /// <summary>The result, which is in the store when this ends.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<ImageResult> ClassifyAsync(ClassificationRequest request, ResultStore store, CancellationToken cancellationToken)
    {
        var result = new ImageResult { Path = request.Address };
        byte[]? bytes = null;
        try
        {
            bytes = await FoundImage.BytesOfAsync(addresses.Find(request.Address), maxBytes, cancellationToken).ConfigureAwait(false);
            result = result with { Size = bytes.Length, ContentHash = Convert.ToHexStringLower(SHA256.HashData(bytes)) };
        }
        catch (Exception e) when (ScanErrors.IsOfOneImage(e, cancellationToken))
        {
            result = Failed(result, e);
        }
        // A request that was delivered again, or an image of two addresses, costs a look into the database.
        if (bytes is not null
            && !await store.HasAsync(result.ContentHash!, model, request.Options, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                result = ImageReader.WithPrediction(result, Of(request, classifier.Classify((ReadOnlySpan<byte>)bytes)));
            }
            catch (Exception e) when (ScanErrors.IsOfOneImage(e, cancellationToken))
            {
                result = Failed(result, e);
            }
        }
        return result;
    }

    private static ImageResult Failed(ImageResult result, Exception e) =>
        result with { Error = ScanErrors.KindOf(e), Message = ScanErrors.MessageOf(e, null, result.Path) };

    private static BlurPrediction Of(ClassificationRequest request, BlurPrediction prediction) =>
        request.Threshold is not { } threshold ? prediction
        : prediction.Verdict == BlurVerdict.Indeterminate ? prediction with { Threshold = threshold }
        : prediction with
        {
            Threshold = threshold,
            Verdict = prediction.Probability >= threshold ? BlurVerdict.Blurred : BlurVerdict.Focus,
        };
}

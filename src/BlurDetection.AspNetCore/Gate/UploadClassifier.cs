using Microsoft.AspNetCore.Http;

namespace BlurDetection.AspNetCore.Gate;

/// <summary>Classifies the files of a form, and says what is to be refused.</summary>
internal sealed class UploadClassifier(IBlurClassifier classifier, BlurGateOptions options)
{
    public async Task<(List<BlurPrediction> Predictions, List<UploadRefusal> Refusals)> ClassifyAsync(
        IFormFileCollection files, CancellationToken cancellationToken)
    {
        var (predictions, refusals) = (new List<BlurPrediction>(), new List<UploadRefusal>());
        var sources = files.Where(options.Filter).Select(file => ImageSource.FromStream(file.OpenReadStream(), file.FileName));
        var results = classifier.ClassifyManyAsync(sources, cancellationToken: cancellationToken);
        await foreach (ClassificationResult result in results.ConfigureAwait(false))
        {
            if (result.Succeeded) predictions.Add(result.Prediction);
            if (Refusal(result) is { } refusal) refusals.Add(refusal);
        }
        return (predictions, refusals);
    }

    private UploadRefusal? Refusal(ClassificationResult result)
    {
        string file = result.Source.Name;
        return result switch
        {
            { Prediction: { Verdict: BlurVerdict.Blurred } p } => new(file, RefusalReason.Blurred, Advice(p.Kind), p.Kind, p.Probability),
            { Prediction: { Verdict: BlurVerdict.Indeterminate } p } when options.RefuseIndeterminate =>
                new(file, RefusalReason.Indeterminate, Advice(p.Reason), null, null),
            { Succeeded: true } => null,
            { Error: ImageTooLargeException } =>
                new(file, RefusalReason.ImageTooLarge, "The image is too large: upload a smaller one.", null, null),
            { Error: UnsupportedImageException } =>
                new(file, RefusalReason.UnsupportedImage, "The file is not an image that can be read: upload a JPEG, PNG or WebP.",
                    null, null),
            _ => throw new IOException($"The upload {file} could not be read: {result.Error!.Message}", result.Error),
        };
    }

    private static string Advice(BlurKind? kind) => kind switch
    {
        BlurKind.Motion => "The image is blurred by motion: hold the camera still, with more light, and take it again.",
        BlurKind.Defocus => "The image is out of focus: tap the subject to focus on it, and take it again.",
        _ => "The image is blurred: take it again.",
    };

    private static string Advice(IndeterminateReason reason) => reason switch
    {
        IndeterminateReason.TooDark => "The image is too dark: take it again with more light.",
        IndeterminateReason.Overexposed => "The image is too bright: take it again with less light.",
        IndeterminateReason.Noise => "The image shows noise only: take it again with more light.",
        _ => "The image shows too little to tell whether it is sharp: take it again, closer to the subject.",
    };
}

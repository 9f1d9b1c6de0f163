using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Verdicts;

namespace BlurDetection;

/// <summary>Judges whether pictures are blurred, with one model that is loaded once. All members may be called by many threads at a time.</summary>
/// <remarks>
/// Make one and keep it: loading a model costs far more than judging a picture. Calls that run while the classifier is disposed
/// end with their result; later ones throw <see cref="ObjectDisposedException"/>.
/// </remarks>
/// <example><code>
/// using var classifier = BlurClassifier.CreateDefault();
/// BlurPrediction prediction = classifier.Classify("photo.jpg");
/// </code></example>
public sealed partial class BlurClassifier : IBlurClassifier
{
    private readonly BlurModel _model;
    private readonly VerdictRule _rule;
    private readonly Preprocessing _preprocessing;
    private readonly ImageDecoderOptions _decoding;
    private readonly bool _map;

    private BlurClassifier(BlurModel model, BlurClassifierOptions options)
    {
        _model = model;
        _rule = new VerdictRule(OperatingPoint.Threshold(model.Info, options), model.Info.EvidenceThreshold);
        _preprocessing = OperatingPoint.Preprocessing(model, options);
        _decoding = options.Decoding;
        _map = options.Map;
    }

    /// <summary>What the loaded model says of itself.</summary>
    public BlurModelInfo Model => _model.Info;

    /// <summary>The probability from which on a picture counts as blurred, 0 to 1, after the options.</summary>
    public double Threshold => _rule.Threshold;

    /// <summary>Frees the model once the last running call has ended. May be called more than once, and while the classifier is in use.</summary>
    public void Dispose() => _model.Dispose();

    private BlurPrediction Judge(ModelSession.Lease lease, DecodedImage image)
    {
        var output = _model.Run(lease, image.Pixels, _map);
        return _rule.Judge(output, image.Pixels, image.OriginalWidth, image.OriginalHeight);
    }
}

using BlurDetection.Diagnostics;
using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Regions;
using BlurDetection.Verdicts;
using Microsoft.Extensions.Logging;

namespace BlurDetection;

/// <summary>Tells whether images are blurred, with one model that is loaded once. All members may be called by many
/// threads at a time.</summary>
/// <remarks>
/// Make one and keep it: loading a model costs far more than classifying an image. Calls that run while the classifier is disposed
/// end with their result; later ones throw <see cref="ObjectDisposedException"/>.
/// </remarks>
/// <example><code>
/// using var classifier = BlurClassifier.CreateDefault();
/// BlurPrediction prediction = classifier.Classify("photo.jpg");
/// </code></example>
public sealed partial class BlurClassifier : IBlurClassifier
{
    /// <summary>The scale at which a region is cut out for a model of a fixed input size, before it is squeezed to that size.</summary>
    private const int CuttingLongSide = 1920;

    private readonly BlurModel _model;
    private readonly VerdictRule _rule;
    private readonly Preprocessing _preprocessing;
    private readonly RegionSelection _selection;
    private readonly ImageDecoderOptions _decoding;
    private readonly bool _map, _fineMap;
    private readonly ILogger _logger;

    private BlurClassifier(BlurModel model, BlurClassifierOptions options, ILogger logger)
    {
        _model = model;
        _rule = new VerdictRule(OperatingPoint.Threshold(model.Info, options), model.Info.EvidenceThreshold,
            model.Info.DoubleImageProbability);
        _preprocessing = OperatingPoint.Preprocessing(model, options);
        _selection = new RegionSelection(options.Region, [.. options.Masks]);
        _decoding = options.Decoding;
        _map = options.Map;
        _fineMap = options.Map && options.FineMap;
        _logger = logger;
    }

    /// <summary>What the loaded model says of itself.</summary>
    public BlurModelInfo Model => _model.Info;

    /// <summary>The least probability at which an image counts as blurred, 0 to 1, after the options.</summary>
    public double Threshold => _rule.Threshold;

    /// <summary>How files are decoded.</summary>
    internal ImageDecoderOptions DecoderOptions => _decoding;

    /// <summary>Gives back to the system the memory that earlier calls left for later ones: call it when a burst is over
    /// and the process stays.</summary>
    /// <remarks>
    /// It takes as long as a small image, and the next call a little longer than usual. The managed heap is the collector's
    /// (<see cref="GC.Collect()"/>), and what the C library keeps is up to its settings: see the page on troubleshooting.
    /// </remarks>
    /// <exception cref="ObjectDisposedException">The classifier was disposed.</exception>
    public void TrimMemory()
    {
        using var lease = _model.Acquire();
        _model.TrimMemory(lease, _preprocessing);
    }

    /// <summary>Frees the model once the last running call has ended. May be called more than once, and while the
    /// classifier is in use.</summary>
    public void Dispose()
    {
        if (_model.Dispose()) _logger.ClassifierDisposed(Model.Name);
    }

    private ClassificationScope Begin(string name) => new(Model.Name, _logger, name);

    /// <summary>What images are decoded to.</summary>
    internal Preprocessing Decoding => DecodingFor(_selection);

    private Preprocessing DecodingFor(RegionSelection selection) =>
        selection.IsWhole || _preprocessing.LongSide is not null
            ? _preprocessing
            : _preprocessing with { LongSide = CuttingLongSide, Width = null, Height = null };

    private BlurPrediction Predict(ModelSession.Lease lease, DecodedImage image, RegionSelection selection)
    {
        var (scaleX, scaleY) = ((double)image.OriginalWidth / image.Pixels.Width, (double)image.OriginalHeight / image.Pixels.Height);
        if (selection.IsWhole) return Predict(lease, image.Pixels, image, selection, scaleX, scaleY);
        using var part = selection.Apply(image);
        if (_preprocessing.LongSide is not null) return Predict(lease, part.Pixels, part, selection, scaleX, scaleY);
        using var squeezed = ImagePreprocessor.Preprocess(part.Pixels, _preprocessing);
        return Predict(lease, squeezed.Pixels, part, selection, scaleX * part.Pixels.Width / squeezed.Pixels.Width,
            scaleY * part.Pixels.Height / squeezed.Pixels.Height);
    }

    private BlurPrediction Predict(
        ModelSession.Lease lease, PlanarImage pixels, DecodedImage original, RegionSelection selection, double scaleX, double scaleY)
    {
        using var luma = new LumaPlane(pixels.Pixels, pixels.Channels, pixels.Width, pixels.Height);
        var decision = _rule.Decide(_fineMap ? _model.RunWithFineMap(lease, pixels) : _model.Run(lease, pixels, _map), luma);
        var (output, verdict, reason) = decision;
        var kind = verdict == BlurVerdict.Blurred ? output.Kind : null;
        var map = selection.WithoutMasked(MissingData.WithoutMissing(output.Map, original), original.OriginalWidth,
            original.OriginalHeight);
        var known = verdict == BlurVerdict.Indeterminate ? null : map;
        var extent = known is null || output.Widths is not { } widths ? null
            : decision.DoubleImage is { } copies ? BlurExtent.Of(copies, scaleX, scaleY)
            : BlurExtent.Of(widths, known, scaleX, scaleY);
        var sharpness = known is null ? default : AreaSharpness.Of(known);
        return new BlurPrediction
        {
            Verdict = verdict,
            Reason = reason,
            Probability = output.Probability,
            Threshold = Threshold,
            Kind = kind,
            Strength = output.Strength,
            BlurWidth = extent?.Width,
            MotionAngle = kind == BlurKind.Motion && extent is { IsElongated: true } streak ? streak.Angle : null,
            ForegroundSharpness = sharpness.Foreground,
            BackgroundSharpness = sharpness.Background,
            Evidence = output.Evidence,
            Map = map,
            Width = original.OriginalWidth,
            Height = original.OriginalHeight,
            Image = original.Info,
        };
    }
}

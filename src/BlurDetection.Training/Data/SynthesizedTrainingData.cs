using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Scenes;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training.Data;

/// <summary>Images made from sharp ones: blurred or not, noisy, compressed, each with the ground truth that follows from
/// how it was made.</summary>
/// <remarks>The sharp images are kept in memory, one byte a pixel. See <see cref="BlurSynthesizer"/> for what is done to them.</remarks>
internal sealed class SynthesizedTrainingData : ITrainingData
{
    private const double CleanDrawings = 0.4;

    private readonly Func<Random, int, int, Photograph> _draw;
    private readonly SynthesisSource _source;
    private readonly BlurSynthesizer _synthesizer, _drawings;
    private readonly IReadOnlyList<SynthesizedSize> _sizes;
    private readonly double _shares;
    private readonly int _channels;

    /// <summary>Reads the sharp images.</summary>
    /// <param name="sharpFolder">Folder of sharp images, searched with its sub-folders.</param>
    /// <param name="count">Samples in an epoch, at least 1.</param>
    /// <param name="preprocessing">What the network takes; each of three channels gets the same grey. A fixed size takes
    /// the place of the source's sizes.</param>
    /// <param name="source">What is synthesized; the defaults where <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder inside may not be opened.</exception>
    /// <exception cref="TrainingDataException">The folder holds no image, or an image cannot be read.</exception>
    public SynthesizedTrainingData(string sharpFolder, int count, Preprocessing preprocessing, SynthesisSource? source = null,
        CancellationToken cancellationToken = default)
        : this(SharpLibrary.LoadAll(sharpFolder, cancellationToken).Draw, count, preprocessing, source ?? new SynthesisSource())
    {
    }

    internal SynthesizedTrainingData(
        Func<Random, int, int, Photograph> draw, int count, Preprocessing preprocessing, SynthesisSource source)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        (_draw, Count, _source, _synthesizer) = (draw, count, source, new BlurSynthesizer(source.Options));
        // Screens and scans have no noise, and their blur is often a program's.
        _drawings = source.Options.CleanChance is > 0 and < CleanDrawings
            ? new BlurSynthesizer(source.Options with { CleanChance = CleanDrawings }) : _synthesizer;
        _sizes = preprocessing.LongSide is null ? [new SynthesizedSize(preprocessing.Width!.Value, preprocessing.Height!.Value, 1)]
            : source.Sizes;
        _channels = preprocessing.Channels;
        _shares = _sizes.Sum(size => size.Share);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public TrainingSample Load(int index, int seed)
    {
        var random = new Random(seed);
        double at = random.NextDouble() * _shares;
        SynthesizedSize size = _sizes.First(size => (at -= size.Share) < 0 || size == _sizes[^1]);
        int? first = Kind();
        Photograph? photograph = first is null ? _draw(random, size.Width, size.Height) : null;
        PlanarImage Scene(int width, int height, int? kind, Photograph? taken) => kind is { } scene
            ? RenderedScene.Draw(random, width, height, scene)
            : SceneSampler.Sample(random, (taken ?? _draw(random, width, height)).ToLuma(), width, height);
        var (recipe, visibleWidth) = WishedBlur.Of(random, first, photograph, _source.Options);
        SynthesizedImage made = (first is { } drawn && RenderedScene.IsDrawn(drawn) ? _drawings : _synthesizer).Synthesize(
            (width, height) => Scene(width, height, first, photograph), size.Width, size.Height, seed, recipe, visibleWidth,
            (width, height) => Scene(width, height, Kind(), null));
        return new TrainingSample(Channels(made.Image), [made.BlurTarget, 1 - made.BlurTarget], made.TargetWeight)
        {
            Targets = GroundTruth.Of(made),
        };

        int? Kind() => random.NextDouble() < _source.RenderedShare ? RenderedScene.DrawKind(random, specimens: true) : null;
    }

    private PlanarImage Channels(PlanarImage luma)
    {
        if (_channels == 1) return luma;
        ReadOnlySpan<float> plane = luma.Pixels;
        float[] planes = new float[_channels * plane.Length];
        for (int channel = 0; channel < _channels; channel++) plane.CopyTo(planes.AsSpan(channel * plane.Length));
        return new PlanarImage(_channels, luma.Height, luma.Width, planes);
    }
}

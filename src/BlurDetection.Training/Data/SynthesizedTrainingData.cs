using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Scenes;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training.Data;

/// <summary>Pictures made from sharp ones: blurred or not, noisy, compressed, each with the label that follows from how it was made.</summary>
/// <remarks>The sharp pictures are kept in memory, one byte a pixel. See <see cref="BlurSynthesizer"/> for what is done to them.</remarks>
public sealed class SynthesizedTrainingData : ITrainingData
{
    private const int Width = 640, Height = 480;

    private readonly SharpLibrary _library;
    private readonly BlurSynthesizer _synthesizer;
    private readonly (int Width, int Height) _size;

    /// <summary>Reads the sharp pictures.</summary>
    /// <param name="sharpFolder">Folder of sharp pictures, searched with its sub-folders.</param>
    /// <param name="count">Samples in an epoch, at least 1.</param>
    /// <param name="preprocessing">What the network takes; one channel. Pictures of any size are made at 640x480.</param>
    /// <param name="synthesis">What is done to them; the defaults where <see langword="null"/>.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder inside may not be opened.</exception>
    /// <exception cref="TrainingDataException">The folder holds no picture, or a picture cannot be read.</exception>
    public SynthesizedTrainingData(string sharpFolder, int count, Preprocessing preprocessing, SynthesisOptions? synthesis = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Count = count;
        _size = preprocessing.LongSide is null ? (preprocessing.Width!.Value, preprocessing.Height!.Value) : (Width, Height);
        _synthesizer = new BlurSynthesizer(synthesis);
        _library = SharpLibrary.LoadAll(sharpFolder, cancellation);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public TrainingSample Load(int index, int seed)
    {
        var random = new Random(seed);
        PlanarImage Scene(int width, int height) => SceneSampler.Sample(random, _library.Draw(random, width, height).ToLuma(), width, height);
        SynthesizedPicture picture = _synthesizer.Synthesize(Scene, _size.Width, _size.Height, seed, background: Scene);
        return new TrainingSample(picture.Image, [picture.BlurTarget, 1 - picture.BlurTarget], picture.TargetWeight);
    }
}

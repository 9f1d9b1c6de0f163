using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training.Data;

/// <summary>Labelled images as samples: decoded when asked for, kept while the memory budget lasts, augmented again each time.</summary>
/// <remarks>
/// Memory is bounded by the budget and the images in flight, whatever the number and size of the files. Copies of one
/// content are kept once.
/// Pixels are kept in 16 bits, that is, to 1/514 of a grey level, so that a sample does not depend on whether it was kept.
/// </remarks>
public sealed class ImageTrainingData : ITrainingData
{
    private static readonly float[] BlurTarget = [1, 0], FocusTarget = [0, 1];

    private readonly IReadOnlyList<ImageEntry> _images;
    private readonly ImageTrainingDataOptions _options;
    private readonly ImageCache _cache;

    /// <summary>Makes samples of images.</summary>
    /// <param name="images">One part of a split.</param>
    /// <param name="options">The defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There is no image, or an option is out of its range.</exception>
    public ImageTrainingData(IReadOnlyList<ImageEntry> images, ImageTrainingDataOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0) throw new ArgumentException("There are no images to make samples of.", nameof(images));
        (_images, _options) = (images, options ?? new ImageTrainingDataOptions());
        OptionsValidation.Require(_options);
        _cache = new ImageCache(_options.CacheBytes);
    }

    /// <inheritdoc/>
    public int Count => _images.Count;

    /// <summary>Bytes of pixels kept so far; never more than <see cref="ImageTrainingDataOptions.CacheBytes"/>.</summary>
    internal long CachedBytes => _cache.Bytes;

    /// <summary>How often an image was decoded so far.</summary>
    internal long Decoded => _cache.Misses;

    /// <inheritdoc/>
    public TrainingSample Load(int index, int seed)
    {
        ImageEntry entry = _images[index];
        PlanarImage image = _cache.GetOrAdd(entry.ContentHash, () => Decode(entry.Path));
        if (_options.Augmentation is { } augmentation) image = augmentation.Apply(image, new Random(seed));
        return new TrainingSample(image, entry.Label == ImageLabel.Blur ? BlurTarget : FocusTarget);
    }

    private DecodedImage Decode(string path) => ImageDecoder.DecodeFile(path, _options.Preprocessing, _options.Decoder);
}

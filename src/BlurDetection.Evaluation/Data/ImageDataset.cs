using System.Security.Cryptography;
using System.Text;

namespace BlurDetection.Evaluation.Data;

/// <summary>Labelled images, each opened once: fingerprinted, grouped, and found readable.</summary>
public sealed class ImageDataset
{
    internal ImageDataset(IReadOnlyList<ImageEntry> images, IReadOnlyList<DataProblem> problems, IReadOnlyList<(int, int)> nearDuplicates)
    {
        Images = images;
        Problems = problems;
        NearDuplicatePairs = nearDuplicates;
        string all = string.Join('\n', images.Select(p => p.ContentHash).Order(StringComparer.Ordinal));
        DataHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(all)));
    }

    /// <summary>The usable images, in the order of the label file.</summary>
    public IReadOnlyList<ImageEntry> Images { get; }

    /// <summary>Rows that cannot be used, in the order of the label file.</summary>
    public IReadOnlyList<DataProblem> Problems { get; }

    /// <summary>Indices into <see cref="Images"/> of two images of different content that show the same scene; each content is named by
    /// its first image.</summary>
    public IReadOnlyList<(int First, int Second)> NearDuplicatePairs { get; }

    /// <summary>SHA-256 over the sorted content hashes, hexadecimal: the same images give the same hash, whatever their
    /// names and order.</summary>
    public string DataHash { get; }

    /// <summary>Draws images of one label to look at, at most one of each group: copies show nothing new.</summary>
    /// <param name="label">Which label.</param>
    /// <param name="most">How many at most; 0 or more.</param>
    /// <param name="seed">Seed of the draw; default 42.</param>
    public IReadOnlyList<ImageEntry> Sample(ImageLabel label, int most, int seed = 42)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        ImageEntry[] all = [.. Images.Where(p => p.Label == label).DistinctBy(p => p.GroupId)];
        new Random(seed).Shuffle(all);
        return [.. all.Take(most)];
    }

    /// <summary>Reads a label file and opens every image once. Memory does not grow with the size of the images.</summary>
    /// <param name="imagesFolder">Folder that the file names are relative to.</param>
    /// <param name="labelsPath">The label file, see <see cref="LabelFile"/>.</param>
    /// <param name="options">The defaults where <see langword="null"/>.</param>
    /// <param name="progress">Told the number of images opened so far.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such label file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder of images.</exception>
    /// <exception cref="TrainingDataException">A needed column is missing, or a row is bad and the options say stop.</exception>
    public static ImageDataset Load(string imagesFolder, string labelsPath, ImageDatasetOptions? options = null,
        IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new ImageDatasetOptions();
        OptionsValidation.Require(options);
        LabelTable table = LabelFile.Read(labelsPath, imagesFolder, options.Labels);
        var fingerprints = new ImageFingerprint?[table.Rows.Count];
        var unreadable = new DataProblem?[table.Rows.Count];
        int opened = 0;
        Parallel.For(0, table.Rows.Count,
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken },
            i =>
            {
                LabelRow row = table.Rows[i];
                try
                {
                    fingerprints[i] = ImageFingerprinter.Compute(row.Path, options.Decoder);
                }
                catch (Exception error) when (error is UnsupportedImageException or IOException or UnauthorizedAccessException)
                {
                    unreadable[i] = new DataProblem(DataProblemKind.UnreadableImage, row.Row, row.FileName,
                        $"{labelsPath}, row {row.Row}: '{row.FileName}' cannot be read: {error.Message}");
                }
                progress?.Report(Interlocked.Increment(ref opened));
            });

        DataProblem? first = unreadable.FirstOrDefault(problem => problem is not null);
        if (first is not null && options.Labels.StopAtProblem) throw new TrainingDataException(first);
        var problems = table.Problems.Concat(unreadable.OfType<DataProblem>()).OrderBy(problem => problem.Row).ToList();
        var usable = table.Rows.Zip(fingerprints).Where(pair => pair.Second is not null)
            .Select(pair => (pair.First, pair.Second!)).ToList();
        return ImageGrouping.Group(usable, problems, options.NearDuplicates);
    }

    /// <summary>Divides the images into training and validation: by group, stratified by label, seeded.</summary>
    /// <remarks>
    /// Rows with a <c>split</c> column keep it. If that column names a validation image, all rows without a word go to training;
    /// otherwise validation is drawn from those that are in training.
    /// </remarks>
    /// <param name="options">The defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="TrainingDataException">A part would lack blurred or focused images.</exception>
    public DataSplit Split(SplitOptions? options = null) => DataSplitter.Split(this, options);

    /// <summary>Looks at the images before anything is trained on them: counts, sizes, copies, near-copies and conflicts.</summary>
    /// <param name="imagesFolder">Folder to search for images without a label; folders inside that may not be opened
    /// are left out.</param>
    /// <param name="split">The split whose leak is reported; the defaults where <see langword="null"/>.</param>
    /// <param name="followLinks">Whether links to folders are followed in the search; default <see langword="false"/>.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public DataInspection Inspect(
        string imagesFolder, SplitOptions? split = null, bool followLinks = false, CancellationToken cancellationToken = default) =>
        DataInspector.Inspect(this, imagesFolder, split, followLinks, cancellationToken);
}

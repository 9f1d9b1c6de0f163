using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using Microsoft.ML;
using Microsoft.Win32.SafeHandles;

namespace BlurDetection.Training.Estimator;

/// <summary>The images of a table, decoded once and kept in a temporary file: ML.NET's cursors go forward only, training reads at random,
/// and memory must not grow with the table.</summary>
internal sealed class SpilledImages(Preprocessing preprocessing, BlurCnnOptions options) : IDisposable
{
    private static readonly Preprocessing Thumbnail = new()
    {
        LongSide = null,
        Width = PerceptualHash.ThumbnailSide,
        Height = PerceptualHash.ThumbnailSide,
    };

    private readonly SafeFileHandle _file = File.OpenHandle(
        Path.Combine(Path.GetTempPath(), $"blur-cnn-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
        FileOptions.DeleteOnClose | FileOptions.RandomAccess);
    private readonly List<(long Offset, int Height, int Width)> _places = [];
    private readonly List<(LabelRow Row, ImageFingerprint Print)> _rows = [];
    private long _end;

    public int Count => _rows.Count;

    public bool IsBlurred(int index) => _rows[index].Row.Label == ImageLabel.Blur;

    /// <summary>Reads every row.</summary>
    public void Add(IDataView data, Action checkCancelled)
    {
        TrainingColumns.Check(data.Schema, options);
        var columns = new List<DataViewSchema.Column> { data.Schema[options.InputColumnName], data.Schema[options.LabelColumnName] };
        if (options.GroupColumnName is { } name) columns.Add(data.Schema[name]);
        using var cursor = data.GetRowCursor(columns);
        var read = ImageReader.Create(cursor, columns[0], preprocessing, options.Decoding);
        var label = cursor.GetGetter<bool>(columns[1]);
        var group = columns.Count > 2 ? GroupReader.Create(cursor, columns[2]) : null;
        while (cursor.MoveNext())
        {
            checkCancelled();
            var blurred = false;
            label(ref blurred);
            using var image = read();
            Add(image, blurred ? ImageLabel.Blur : ImageLabel.Focus, group?.Invoke());
        }
    }

    /// <summary>Holds out a share of the images, whole groups of them.</summary>
    public (SpilledTrainingData Training, SpilledTrainingData? Validation) Split(double fraction, int seed)
    {
        var all = Enumerable.Range(0, Count).ToArray();
        if (fraction == 0) return (Part(all, augment: true), null);
        // Where the caller names the groups, near-duplicates are the caller's affair.
        var dataset = ImageGrouping.Group(_rows, [], options.GroupColumnName is null ? new NearDuplicateOptions() : null);
        var split = DataSplitter.Split(dataset, new SplitOptions { ValidationFraction = fraction, Seed = seed });
        var held = split.Validation.Select(entry => entry.Row.Row).ToHashSet();
        return (Part([.. all.Where(i => !held.Contains(i))], augment: true), Part([.. all.Where(held.Contains)], augment: false));
    }

    /// <summary>What is there trains; what is added then validates.</summary>
    public (SpilledTrainingData Training, SpilledTrainingData? Validation) SplitAt(int count, Action addValidation)
    {
        addValidation();
        return (Part([.. Enumerable.Range(0, count)], augment: true), Part([.. Enumerable.Range(count, Count - count)], augment: false));
    }

    public PlanarImage Read(int index)
    {
        var (offset, height, width) = _places[index];
        var pixels = new float[preprocessing.Channels * height * width];
        var bytes = MemoryMarshal.AsBytes(pixels.AsSpan());
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(_file, bytes[done..], offset + done);
            if (read == 0) throw new IOException("The temporary file of training images was cut short.");
            done += read;
        }
        return new PlanarImage(preprocessing.Channels, height, width, pixels);
    }

    /// <summary>SHA-256 over the sorted content hashes of all images, hexadecimal.</summary>
    public string DataHash() =>
        Convert.ToHexStringLower(SHA256.HashData(
            Encoding.ASCII.GetBytes(string.Join('\n', _rows.Select(row => row.Print.ContentHash).Order(StringComparer.Ordinal)))));

    public void Dispose() => _file.Dispose();

    private SpilledTrainingData Part(int[] rows, bool augment) =>
        new(this, rows, augment ? options.Recipe.Augmentation : options.Recipe.ValidationAugmentation);

    private void Add(DecodedImage image, ImageLabel label, string? group)
    {
        var pixels = image.Pixels;
        var bytes = MemoryMarshal.AsBytes(pixels.Pixels);
        RandomAccess.Write(_file, bytes, _end);
        _places.Add((_end, pixels.Height, pixels.Width));
        _end += bytes.Length;
        var name = $"row {Count + 1}";
        _rows.Add((new LabelRow { Row = Count, FileName = name, Path = name, Label = label, Group = group }, Fingerprint(image, bytes)));
    }

    private static ImageFingerprint Fingerprint(DecodedImage image, ReadOnlySpan<byte> bytes)
    {
        // The first channel stands for the image: it only has to recognise it.
        var pixels = image.Pixels;
        var plane = new PlanarImage(1, pixels.Height, pixels.Width, pixels.Pixels[..(pixels.Height * pixels.Width)].ToArray());
        using var small = ImagePreprocessor.Preprocess(plane, Thumbnail);
        var thumbnail = new byte[PerceptualHash.ThumbnailSide * PerceptualHash.ThumbnailSide];
        for (var i = 0; i < thumbnail.Length; i++) thumbnail[i] = (byte)Math.Clamp(MathF.Round(small.Pixels.Pixels[i]), 0, 255);
        return new ImageFingerprint(
            Convert.ToHexStringLower(SHA256.HashData(bytes)), image.OriginalWidth, image.OriginalHeight,
            PerceptualHash.Compute(thumbnail), thumbnail);
    }
}

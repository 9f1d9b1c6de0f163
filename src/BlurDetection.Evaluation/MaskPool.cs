using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Imaging;

namespace BlurDetection.Evaluation;

/// <summary>The pixels of one masked image, scored by the model's map and by local Laplacian energy.</summary>
internal sealed class MaskPool
{
    // energies are squared grey levels: from below one level of quantisation noise to the strongest edge
    private const double LowestLogEnergy = -2, HighestLogEnergy = 6;

    /// <summary>The least probability at which the map calls a pixel blurred.</summary>
    private const double CalledBlurred = 0.5;

    private PixelScores Map { get; } = new();

    private PixelScores Energy { get; } = new(-HighestLogEnergy, -LowestLogEnergy);

    public static MaskPool Of(IBlurClassifier classifier, string imagePath, string maskPath, ImageDecoderOptions? decoder)
    {
        (BlurMap? given, DecodedImage decoded) =
            Read(imagePath, encoded => (classifier.Classify(encoded).Map, ImageDecoder.Decode(encoded, Preprocessing.Default, decoder)));
        using DecodedImage image = decoded;
        BlurMap map = given ?? throw new TrainingDataException(
            $"The model gives no map for '{imagePath}': masks can only measure a model with a map, and with maps switched on.");
        PlanarImage luma = image.Pixels;
        var same = new Preprocessing { LongSide = null, Width = luma.Width, Height = luma.Height };
        using DecodedImage mask = Read(maskPath, encoded => ImageDecoder.Decode(encoded, same, decoder));
        float[] energy = LaplacianEnergyMap.Compute(luma);
        var pool = new MaskPool();
        var sampler = new MapSampler(map, luma.Width, luma.Height);
        ReadOnlySpan<float> truth = mask.Pixels.Pixels;
        for (int y = 0; y < luma.Height; y++)
            for (int x = 0; x < luma.Width; x++)
            {
                int i = y * luma.Width + x;
                bool blurred = truth[i] > 127.5f;
                pool.Map.Add(sampler.At(x, y), blurred);
                pool.Energy.Add(-Math.Log10(energy[i] + 1e-3), blurred);
            }
        return pool;
    }

    public static MapFigures Figures(string kind, IReadOnlyList<MaskPool> pools)
    {
        PixelScores map = new(), energy = new(-HighestLogEnergy, -LowestLogEnergy), sharp = new();
        foreach (MaskPool pool in pools)
        {
            map.Add(pool.Map);
            energy.Add(pool.Energy);
            if (!pool.Map.HasBlurred) sharp.Add(pool.Map);
        }
        var (blurredIoU, sharpIoU) = map.IntersectionOverUnion(CalledBlurred);
        return new MapFigures
        {
            Kind = kind,
            Images = pools.Count,
            Pixels = map.Pixels,
            PixelAuc = map.RocAuc(),
            MeanImageAuc = MeanAuc(pools.Select(pool => pool.Map)),
            MeanAbsoluteError = map.MeanAbsoluteError(),
            FMeasure = map.FMeasure(CalledBlurred),
            BlurredIoU = blurredIoU,
            SharpIoU = sharpIoU,
            SharpImages = pools.Count(pool => !pool.Map.HasBlurred),
            BlurredShareOfSharpImages = sharp.BlurredShare(CalledBlurred),
            BestFMeasure = map.BestFMeasure().FMeasure,
            LaplacianPixelAuc = energy.RocAuc(),
            LaplacianMeanImageAuc = MeanAuc(pools.Select(pool => pool.Energy)),
            LaplacianBestFMeasure = energy.BestFMeasure().FMeasure,
        };
    }

    private static double MeanAuc(IEnumerable<PixelScores> images) =>
        images.Select(image => image.RocAuc()).Where(area => !double.IsNaN(area)).DefaultIfEmpty(double.NaN).Average();

    private static T Read<T>(string path, Func<byte[], T> decode)
    {
        try
        {
            return decode(ImageFileReader.Read(path, null));
        }
        catch (Exception error) when (error is UnsupportedImageException or IOException or UnauthorizedAccessException)
        {
            throw new TrainingDataException(
                $"'{path}' cannot be read: {error.Message} Repair it, or take the image or its mask out.", error);
        }
    }
}

using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using CsCheck;

namespace BlurDetection.Tests.Robustness;

/// <summary>What holds for every valid input, tried on random ones; a failure prints the seed that repeats it.</summary>
public sealed class PropertyTests
{
    private const int Tries = 60;
    private static readonly (int ColourType, int Values, int Depth)[] Forms =
        [(0, 1, 1), (0, 1, 2), (0, 1, 4), (0, 1, 8), (0, 1, 16), (2, 3, 8), (2, 3, 16), (4, 2, 8), (4, 2, 16), (6, 4, 8), (6, 4, 16)];
    private static readonly ImageDecoderOptions Unbounded = new() { MaxDecoderBytes = 1L << 30 };

    private static readonly Gen<(int Width, int Height, int Seed)> Sizes = Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.Int[0, 1000]);

    [Fact]
    public void OurPngDecoderGivesWhatSkiaGives() => Gen.Select(Sizes, Gen.Int[0, Forms.Length - 1], Gen.Bool).Sample((size, i, lace) =>
    {
        (int type, int bytes, int depth) = Forms[i];
        var random = new Random(size.Seed);
        ushort[] values = [.. Enumerable.Range(0, size.Width * size.Height * bytes).Select(_ => (ushort)random.Next(1 << depth))];
        byte[] png = PngWriter.Write(size.Width, size.Height, type, depth, lace || depth == 16, values);
        using DecodedImage own = PngDecoder.TryDecode(png, Preprocessing.Default, long.MaxValue)!;
        using DecodedImage skia = SkiaDecoder.Decode(png, ImageFormat.Png, Preprocessing.Default, Unbounded);
        AssertSame(skia, own, 1e-4);
    }, iter: Tries);

    [Fact]
    public void PaddingBetweenRowsChangesNothing() => Gen.Select(Sizes, Gen.Int[0, 40]).Sample((size, padding) =>
    {
        int width = size.Width, height = size.Height, stride = width + padding;
        var tight = new byte[width * height];
        new Random(size.Seed).NextBytes(tight);
        byte[] padded = [.. Enumerable.Repeat((byte)size.Seed, stride * height)];
        for (int y = 0; y < height; y++) tight.AsSpan(y * width, width).CopyTo(padded.AsSpan(y * stride));
        using DecodedImage one =
            ImagePreprocessor.Preprocess(new PixelBuffer(tight, PixelFormat.Gray8, width, height, width), Preprocessing.Default);
        using DecodedImage other =
            ImagePreprocessor.Preprocess(new PixelBuffer(padded, PixelFormat.Gray8, width, height, stride), Preprocessing.Default);
        AssertSame(one, other, 0);
    }, iter: Tries);

    [SkippableFact]
    public void TheWalkFindsWhatFindFinds()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "GNU find is asked.");
        Gen.String[Gen.Char["ab/"], 1, 8].Array[1, 12].Sample(names =>
        {
            using var folder = new TemporaryFolder();
            foreach (string name in names)
            {
                // "a" cannot be a file and a folder at the same time, so files end in ".f"
                string path = Path.Combine([folder.Path, .. name.Split('/', StringSplitOptions.RemoveEmptyEntries)]);
                Directory.CreateDirectory(path);
                File.WriteAllText(path + ".f", name);
            }
            string[] walked = [.. new FolderWalk(folder.Path).Files().Select(file => file.Path)];
            Assert.Equal(walked.Order(StringComparer.Ordinal), walked);
            Assert.Equal(Found(folder.Path), walked);
        }, iter: 15, threads: 1);
    }

    [Fact]
    public async Task ResultsDependNeitherOnThreadsNorOnOrder()
    {
        using BlurClassifier classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));
        byte[][] images = [.. Enumerable.Range(0, 12).Select(i => Images.Sharp(40 + 9 * i, 90 - 5 * i, i))];
        double[] alone = [.. images.Select(image => classifier.Classify(image).Probability)];
        await Gen.Select(Gen.Shuffle(Enumerable.Range(0, images.Length).ToArray()), Gen.Int[1, 8]).SampleAsync(async (order, parallelism) =>
        {
            var sources =
                order.Select(i => ImageSource.FromBytes(images[i], i.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            double[] together = [.. (await classifier.ClassifyManyAsync(sources, parallelism).ToListAsync())
                .Select(result => result.Prediction!.Probability)];
            Assert.Equal(order.Select(i => alone[i]), together);
        }, iter: 10);
    }

    private static void AssertSame(DecodedImage expected, DecodedImage actual, double tolerance)
    {
        Assert.Equal((expected.Pixels.Width, expected.Pixels.Height), (actual.Pixels.Width, actual.Pixels.Height));
        // sums of the same bytes in another order
        Assert.InRange(PlanarReference.Difference(actual.Pixels, PlanarReference.ToDouble(expected.Pixels)).Largest, 0, tolerance);
    }

    private static string[] Found(string folder)
    {
        using var find = System.Diagnostics.Process
            .Start(new System.Diagnostics.ProcessStartInfo("find", [folder, "-type", "f"]) { RedirectStandardOutput = true })!;
        string[] lines = find.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        find.WaitForExit();
        return [.. lines.Order(StringComparer.Ordinal)];
    }
}

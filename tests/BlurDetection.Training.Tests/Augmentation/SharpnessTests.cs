using BlurDetection.Imaging;
using BlurDetection.Training.Augmentation;

namespace BlurDetection.Training.Tests.Augmentation;

/// <summary>What the blur-safe augmentations promise: a picture is as sharp after as before.</summary>
public sealed class SharpnessTests
{
    private const int Width = 320, Height = 240;

    public static TheoryData<int, float> Scenes => new() { { 1, 0f }, { 2, 0f }, { 3, 0.8f }, { 4, 1.5f } };

    [Theory]
    [MemberData(nameof(Scenes))]
    public void AGentleRotationKeepsTheSharpness(int seed, float blur)
    {
        PlanarImage scene = Images.Scene(Width, Height, seed, blur);
        double before = Detail(scene);
        foreach (double degrees in new[] { -9.3, 2.7, 8.1 })
        {
            double gentle = Detail(GentleWarp.Transform(scene, degrees * Math.PI / 180, 1, 1)) / before;
            double linear = Detail(KerasAffine.Transform(scene, degrees * Math.PI / 180, 0, 1, 1)) / before;
            // pixel-sharp rendered edges hold detail beyond what any interpolation can carry; camera pictures hold less
            Assert.InRange(gentle, blur == 0 ? 0.7 : 0.97, 1.03);
            Assert.True(linear < gentle - 0.02, $"linear {linear}, gentle {gentle}");
            if (blur == 0) Assert.True(linear < 0.45, $"the measure must see what linear interpolation does: {linear}");
        }
    }

    [Theory]
    [MemberData(nameof(Scenes))]
    public void AGentleStretchAndItsReverseKeepTheSharpness(int seed, float blur)
    {
        // a stretch alone changes what the measure sees, as it should; there and back, only what the resampling took away is missing
        PlanarImage scene = Images.Scene(Width, Height, seed, blur);
        foreach ((double rows, double columns) in new[] { (1.05, 1.02), (0.97, 1.05), (1 / 1.05, 1 / 1.05) })
        {
            double kept =
                Detail(GentleWarp.Transform(GentleWarp.Transform(scene, 0, rows, columns), 0, 1 / rows, 1 / columns)) / Detail(scene);
            Assert.InRange(kept, blur == 0 ? 0.6 : 0.95, 1.05);
        }
    }

    [Fact]
    public void FlipsAndQuarterTurnsKeepEveryPixel()
    {
        PlanarImage scene = Images.Colours(17, 11, seed: 5);
        float[] all = [.. scene.Pixels.ToArray().Order()];
        HashSet<string> seen = [];
        for (int seed = 0; seed < 64; seed++)
        {
            PlanarImage turned = new ExactOrientation().Apply(scene, new Random(seed));
            Assert.Equal(all, turned.Pixels.ToArray().Order());
            Assert.True((turned.Width, turned.Height) is (17, 11) or (11, 17));
            seen.Add($"{turned.Width}:{string.Join(',', turned.Pixels[..5].ToArray())}");
        }
        Assert.Equal(8, seen.Count);
    }

    [Fact]
    public void FourQuarterTurnsAreNone()
    {
        PlanarImage scene = Images.Colours(5, 3, seed: 6), turned = scene;
        for (int i = 0; i < 4; i++) turned = ExactOrientation.Turn(turned, transpose: true, mirror: true, upsideDown: false);
        Assert.Equal(scene.Pixels.ToArray(), turned.Pixels.ToArray());
    }

    [Fact]
    public void ACropIsAPieceOfThePictureAtItsOwnScale()
    {
        PlanarImage scene = Images.Of(100, 80, (x, y) => x + y / 100f);
        for (int seed = 0; seed < 20; seed++)
        {
            PlanarImage crop = new ScaleKeepingCrop { Probability = 1 }.Apply(scene, new Random(seed));
            Assert.InRange(crop.Width, 75, 100);
            Assert.InRange(crop.Height, 60, 80);
            Assert.Equal(1, crop.Pixels[1] - crop.Pixels[0], 4);
            Assert.Contains(crop.Pixels[^1], scene.Pixels.ToArray());
        }
    }

    [Fact]
    public void JpegAtGoodQualityAndExposureKeepTheOrderOfSharpness()
    {
        PlanarImage sharp = Images.Scene(Width, Height, 1), soft = Images.Scene(Width, Height, 1, 3);
        for (int seed = 0; seed < 6; seed++)
        {
            var pipeline = new AugmentationPipeline(new Exposure { Probability = 1 }, new JpegCompression { Probability = 1 });
            double a = Detail(pipeline.Apply(sharp, new Random(seed))), b = Detail(pipeline.Apply(soft, new Random(seed)));
            Assert.True(a > 3 * b, $"{a} {b}");
        }
    }

    // variance of the Laplacian in a disc about the centre: a rotation brings nothing in and takes nothing out
    private static double Detail(PlanarImage image)
    {
        (int width, int height) = (image.Width, image.Height);
        double radius = Math.Min(width, height) / 2.0 - 10, sum = 0, squares = 0, count = 0;
        for (int y = 1; y < height - 1; y++)
            for (int x = 1; x < width - 1; x++)
            {
                if (Math.Pow(x - (width - 1) / 2.0, 2) + Math.Pow(y - (height - 1) / 2.0, 2) > radius * radius) continue;
                int i = y * width + x;
                double laplacian =
                    image.Pixels[i - 1] + image.Pixels[i + 1] + image.Pixels[i - width] + image.Pixels[i + width] - 4 * image.Pixels[i];
                sum += laplacian;
                squares += laplacian * laplacian;
                count++;
            }
        return squares / count - sum / count * (sum / count);
    }
}

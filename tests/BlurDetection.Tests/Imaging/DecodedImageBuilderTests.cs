using BlurDetection.Imaging;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Imaging;

public sealed class DecodedImageBuilderTests
{
    [Fact]
    public void ColourRowsBecomeLumaOrPlanes()
    {
        float[] row = [255, 0, 0, 0, 255, 0];
        using var luma = Build(2, 1, 3, Preprocessing.Default, row);
        Assert.Equal([0.299f * 255, 0.587f * 255], luma.Pixels.Pixels.ToArray());
        using var colours = Build(2, 1, 3, Preprocessing.Default with { Channels = 3 }, row);
        Assert.Equal([255, 0, 0, 255, 0, 0], colours.Pixels.Pixels.ToArray());
        using var grey = Build(2, 1, 1, Preprocessing.Default with { Channels = 3 }, [7, 9]);
        Assert.Equal([7, 9, 7, 9, 7, 9], grey.Pixels.Pixels.ToArray());
    }

    // Lanczos' lobes reach over the gap, so that a little of one side's data shows on the other.
    [Theory]
    [InlineData(Resampling.Area, 0)]
    [InlineData(Resampling.Lanczos3, 1.5f)]
    public void PixelsWithoutDataAddNothingToScaledOnesAndAreFilledFromTheirSurroundings(
        Resampling resampling, float tolerance)
    {
        using var builder = new DecodedImageBuilder(8, 2, 1, Preprocessing.Default with { LongSide = 4, Resampling = resampling });
        float[] values = [100, 9000, 100, 100, 9000, 9000, 60, 60];
        byte[] hasData = [1, 0, 1, 1, 0, 0, 1, 1];
        builder.AddRow(values, hasData);
        builder.AddRow(values, hasData);
        using var image = builder.Build(new ImageInfo());
        var scaled = image.Pixels.Pixels.ToArray();
        Assert.All(new[] { (100f, scaled[0]), (100f, scaled[1]), (60f, scaled[3]) },
            pair => Assert.InRange(pair.Item2, pair.Item1 - tolerance, pair.Item1 + tolerance));
        Assert.InRange(scaled[2], 60f, 100f);
        Assert.Equal(5 / 8.0, image.Info.DataShare, 12);
    }

    [Fact]
    public void TheMapIsWithoutCertaintyWhereAnImageHoldsNoData()
    {
        using var classifier =
            BlurClassifier.CreateDefault(new() { FineMap = false, Decoding = { Decoders = { new HalfEmptyDecoder() } } });
        var map = classifier.Classify(HalfEmptyDecoder.File).Map!;
        for (var i = 0; i < map.Width * map.Height; i++)
            if (i % map.Width < map.Width / 2 - 1) Assert.Equal(0f, map.Certainty.Span[i]);
        Assert.Contains(Enumerable.Range(0, map.Width * map.Height), i => map.Certainty.Span[i] > 0.2f);
    }

    [Fact]
    public void RowsThatDoNotFitAreTheCallersError()
    {
        using var builder = new DecodedImageBuilder(2, 1, 1, Preprocessing.Default);
        Assert.Throws<ArgumentException>(() => builder.AddRow([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => builder.AddRow([1, 2], [1]));
        Assert.Throws<InvalidOperationException>(() => builder.Build(new ImageInfo()));
        builder.AddRow([1, 2]);
        Assert.Throws<InvalidOperationException>(() => builder.AddRow([1, 2]));
        builder.Build(new ImageInfo()).Dispose();
    }

    private static DecodedImage Build(int width, int height, int channels, Preprocessing preprocessing, float[] row)
    {
        using var builder = new DecodedImageBuilder(width, height, channels, preprocessing);
        for (var y = 0; y < height; y++) builder.AddRow(row);
        return builder.Build(new ImageInfo());
    }

    /// <summary>A sharp scene whose left half was never recorded.</summary>
    private sealed class HalfEmptyDecoder : IImageDecoder
    {
        public static byte[] File => [.. "HALF"u8];

        public string Name => "half";

        public bool CanDecode(ReadOnlySpan<byte> encoded) => encoded.StartsWith("HALF"u8);

        public DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request)
        {
            using var scene = ImageDecoder.Decode(Images.Sharp(), request.Preprocessing);
            var (width, height) = (scene.Pixels.Width, scene.Pixels.Height);
            using var builder = new DecodedImageBuilder(width, height, 1, request.Preprocessing);
            var hasData = Enumerable.Range(0, width).Select(x => x < width / 2 ? (byte)0 : (byte)1).ToArray();
            for (var y = 0; y < height; y++) builder.AddRow(scene.Pixels.Pixels.Slice(y * width, width), hasData);
            return builder.Build(new ImageInfo());
        }
    }
}

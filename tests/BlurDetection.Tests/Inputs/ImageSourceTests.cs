using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using Microsoft.ML.Data;
using SkiaSharp;

namespace BlurDetection.Tests.Inputs;

public sealed class ImageSourceTests : IDisposable
{
    private readonly ImageFolder _folder = new();
    private readonly BlurClassifier _classifier =
        BlurClassifier.Load(new MemoryStream(TestModels.Plain()), new BlurClassifierOptions { Map = false });

    public void Dispose()
    {
        _classifier.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task EveryKindOfSourceGivesTheSamePredictionInBothWays()
    {
        var bytes = Images.Sharp(400, 300);
        var path = _folder.Add("image.jpg", bytes);
        var expected = _classifier.Classify(bytes);
        foreach (var make in new Func<ImageSource>[]
        {
            () => ImageSource.FromFile(path),
            () => ImageSource.FromBytes(bytes),
            () => ImageSource.FromStream(new MemoryStream(bytes)),
            () => ImageSource.FromStream(_ => ValueTask.FromResult<Stream>(File.OpenRead(path)), "opened late"),
        })
        {
            Assert.Equal(expected, _classifier.Classify(make()));
            Assert.Equal(expected, await _classifier.ClassifyAsync(make()));
            Assert.Equal(expected.IsBlurry, await _classifier.IsBlurryAsync(make()));
        }
        Assert.Equal(expected, await _classifier.ClassifyAsync(path));
        Assert.Equal(expected, await _classifier.ClassifyAsync(new MemoryStream(bytes)));
    }

    [Fact]
    public void RawPixelsAndImagesGiveWhatTheEncodedPictureGives()
    {
        var png = Images.Sharp(400, 300, format: SKEncodedImageFormat.Png);
        using var image = MLImage.CreateFromStream(new MemoryStream(png));
        var format = image.PixelFormat == MLPixelFormat.Bgra32 ? PixelFormat.Bgra32 : PixelFormat.Rgba32;
        var pixels = new PixelBuffer(image.Pixels.ToArray(), format, image.Width, image.Height);
        var expected = _classifier.Classify(png).Probability;
        Assert.Equal(expected, _classifier.Classify(image).Probability, 1e-6);
        Assert.Equal(expected, _classifier.Classify(pixels).Probability, 1e-6);
        Assert.Equal(expected, _classifier.Classify(ImageSource.FromImage(image)).Probability, 1e-6);
        Assert.Equal(expected, _classifier.Classify(ImageSource.FromPixels(pixels)).Probability, 1e-6);
        Assert.False(_classifier.IsBlurry(image));
        Assert.False(_classifier.IsBlurry(pixels));
    }

    [Fact]
    public void PaddedGreyFrameOfACameraIsReadWhereItLies()
    {
        const int Width = 320, Height = 240, Stride = 384;
        var frame = new byte[Stride * Height];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++) frame[y * Stride + x] = (byte)((x / 8 + y / 8) % 2 * 200 + 20);
        var prediction = _classifier.Classify(new PixelBuffer(frame, PixelFormat.Gray8, Width, Height, Stride));
        Assert.Equal((Width, Height), (prediction.Width, prediction.Height));
        Assert.Equal(BlurVerdict.Focus, prediction.Verdict);
    }

    [Fact]
    public async Task GivenStreamsStayOpenAndOpenedOnesAreClosed()
    {
        var bytes = Images.Sharp();
        var mine = new MemoryStream(bytes);
        var theirs = new MemoryStream(bytes);
        await _classifier.ClassifyAsync(ImageSource.FromStream(mine));
        await _classifier.ClassifyAsync(ImageSource.FromStream(_ => ValueTask.FromResult<Stream>(theirs), "late"));
        Assert.Equal(bytes.Length, mine.Position);
        Assert.False(theirs.CanRead);
    }

    [Fact]
    public async Task ErrorNamesTheSource()
    {
        var path = _folder.Add("text.jpg", "no image"u8.ToArray());
        foreach (var source in new[] { ImageSource.FromFile(path), ImageSource.FromBytes("no"u8.ToArray(), "upload 7") })
        {
            Assert.Contains(source.Name, Assert.Throws<UnsupportedImageException>(() => _classifier.Classify(source)).Message);
            Assert.Contains(source.Name,
                (await Assert.ThrowsAsync<UnsupportedImageException>(() => _classifier.ClassifyAsync(source))).Message);
        }
        await Assert.ThrowsAsync<FileNotFoundException>(() => _classifier.ClassifyAsync("missing.jpg"));
    }

    [Fact]
    public async Task ErrorNamesOnceASourceOfTooManyBytes()
    {
        var bytes = Images.Sharp();
        var path = _folder.Add("image.jpg", bytes);
        using var strict = BlurClassifier.Load(new MemoryStream(TestModels.Plain()),
            new BlurClassifierOptions { Decoding = { MaxEncodedBytes = bytes.Length - 1 } });
        foreach (var make in new Func<ImageSource>[]
        {
            () => ImageSource.FromFile(path),
            () => ImageSource.FromStream(new MemoryStream(bytes), "upload 7"),
            () => ImageSource.FromStream(_ => ValueTask.FromResult<Stream>(new MemoryStream(bytes)), "upload 8"),
        })
        {
            Assert.StartsWith($"{make().Name}: The image has more than",
                Assert.Throws<ImageTooLargeException>(() => strict.Classify(make())).Message);
            Assert.StartsWith($"{make().Name}: The image has more than",
                (await Assert.ThrowsAsync<ImageTooLargeException>(() => strict.ClassifyAsync(make()))).Message);
        }
    }

    [Fact]
    public async Task CancelledTokenStopsBeforeReading()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var opened = false;
        var source = ImageSource.FromStream(_ => { opened = true; return ValueTask.FromResult(Stream.Null); }, "late");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _classifier.ClassifyAsync(source, cancelled.Token));
        Assert.False(opened);
    }
}

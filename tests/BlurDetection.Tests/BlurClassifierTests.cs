using BlurDetection.Models;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

public sealed class BlurClassifierTests
{
    private static BlurClassifier Load(byte[] model, BlurClassifierOptions? options = null) =>
        BlurClassifier.Load(new MemoryStream(model), options);

    [Fact]
    public void SharpAndBlurredPicturesGetOppositeVerdicts()
    {
        using var classifier = Load(TestModels.Plain());
        var sharp = classifier.Classify(Images.Sharp());
        var blurred = classifier.Classify(Images.Blurred());
        Assert.Equal(BlurVerdict.Focus, sharp.Verdict);
        Assert.Equal(BlurVerdict.Blurred, blurred.Verdict);
        Assert.True(blurred.IsBlurry);
        Assert.Equal((320, 240), (blurred.Width, blurred.Height));
        Assert.Equal(0.6, blurred.Threshold);
        Assert.Equal(BlurKind.Motion, blurred.Kind);
        Assert.Null(sharp.Kind);
        Assert.True(blurred.Strength > sharp.Strength);
    }

    [Fact]
    public void BytesStreamAndPathGiveTheSamePrediction()
    {
        using var classifier = Load(TestModels.Plain(), new BlurClassifierOptions { Map = false });
        var picture = Images.Sharp();
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, picture);
            using var stream = new MemoryStream(picture);
            var expected = classifier.Classify(picture);
            Assert.Equal(expected, classifier.Classify(stream));
            Assert.Equal(expected, classifier.Classify(path));
            Assert.True(stream.CanRead);
            Assert.False(classifier.IsBlurry(path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("rgb")]
    [InlineData("packed")]
    public void TrimmingMemoryChangesNoAnswer(string kind)
    {
        using var classifier = Load(kind switch { "rgb" => TestModels.Rgb(24), "packed" => TestModels.Packed(), _ => TestModels.Plain() });
        var before = classifier.Classify(Images.Sharp());
        classifier.TrimMemory();
        Assert.Equal(before.Probability, classifier.Classify(Images.Sharp()).Probability);
        classifier.Dispose();
        Assert.Throws<ObjectDisposedException>(classifier.TrimMemory);
    }

    [Fact]
    public void AModelWithWidthsTellsHowWideTheBlurIsInThePictureAsItIsGiven()
    {
        // Twice as long as the canonical picture, so a width of 8 there is one of nearly 16 here.
        byte[] picture = RenderedImages.Jpeg(1920, 1280, blurSigma: 8);
        using var classifier = Load(TestModels.WithWidths(8, 1, 1, 1));
        using var coarse = Load(TestModels.WithWidths(8, 1, 1, 1), new BlurClassifierOptions { FineMap = false });
        var motion = classifier.Classify(picture);
        Assert.Equal((BlurVerdict.Blurred, BlurKind.Motion), (motion.Verdict, motion.Kind));
        Assert.InRange(motion.BlurWidth!.Value, 13, 16);
        Assert.Equal(0, motion.MotionAngle!.Value, 1e-6);
        Assert.Equal(motion.BlurWidth.Value, coarse.Classify(picture).BlurWidth!.Value, 1e-6);
        using var round = Load(TestModels.WithWidths(8, 8, 8, 8));
        Assert.Equal(Math.Sqrt(1 + 63 * 4), round.Classify(picture).BlurWidth!.Value, 1e-3);
        Assert.Null(round.Classify(picture).MotionAngle);
    }

    [Fact]
    public void TheWidthOfARegionIsInPixelsOfTheWholePicture()
    {
        byte[] picture = RenderedImages.Jpeg(1920, 1280, blurSigma: 8);
        using var classifier =
            Load(TestModels.WithWidths(6, 6, 6, 6), new BlurClassifierOptions { Region = ImageRegion.Shares(0.25, 0.25, 0.5, 0.5) });
        Assert.Equal(Math.Sqrt(1 + 35 * 4), classifier.Classify(picture).BlurWidth!.Value, 1e-3);
    }

    [Fact]
    public void NothingIsSaidOfWidthsWhereThereIsNoEvidenceNoSuchOutputOrNoMap()
    {
        byte[] blurred = Images.Blurred();
        using var with = Load(TestModels.WithWidths(8, 1, 1, 1));
        var flat = with
            .Classify(RenderedImages.Encode(RenderedImages.Flat(320, 240, SkiaSharp.SKColors.Gray), SkiaSharp.SKEncodedImageFormat.Png));
        Assert.Equal(BlurVerdict.Indeterminate, flat.Verdict);
        Assert.Equal((null, null, null, null), (flat.BlurWidth, flat.MotionAngle, flat.ForegroundSharpness, flat.BackgroundSharpness));
        using var without = Load(TestModels.Plain());
        Assert.Equal((null, null), (without.Classify(blurred).BlurWidth, without.Classify(blurred).MotionAngle));
        Assert.InRange(without.Classify(blurred).ForegroundSharpness!.Value, 0, 0.5);
        using var noMap = Load(TestModels.WithWidths(8, 1, 1, 1), new BlurClassifierOptions { Map = false });
        Assert.Equal((null, null), (noMap.Classify(blurred).BlurWidth, noMap.Classify(blurred).ForegroundSharpness));
        Assert.True(noMap.Model.HasDirections);
    }

    [Fact]
    public void SharpPicturesHaveNoDirection()
    {
        using var classifier = Load(TestModels.WithWidths(8, 1, 1, 1));
        var sharp = classifier.Classify(Images.Sharp());
        Assert.NotNull(sharp.BlurWidth);
        Assert.Null(sharp.MotionAngle);
    }

    [Fact]
    public void MapCoversThePictureAndCanBeSwitchedOff()
    {
        using var with = Load(TestModels.Plain());
        using var without = Load(TestModels.Plain(), new BlurClassifierOptions { Map = false });
        var picture = Images.Sharp(320, 200);
        var map = with.Classify(picture).Map!;
        Assert.Equal((40, 25), (map.Width, map.Height));
        Assert.All(map.Probability.ToArray(), p => Assert.InRange(p, 0, 1));
        Assert.Null(without.Classify(picture).Map);
        Assert.Equal(with.Classify(picture).Probability, without.Classify(picture).Probability);
    }

    [Theory]
    [InlineData(33, 700)]
    [InlineData(1, 1)]
    [InlineData(1500, 1000)]
    public void PackedFormGivesWhatThePlainFormGives(int width, int height)
    {
        using var plain = Load(TestModels.Plain());
        using var packed = Load(TestModels.Packed());
        Assert.Equal(ModelFormat.Native, plain.Model.Format);
        Assert.Equal(ModelFormat.MLNet, packed.Model.Format);
        var picture = Images.Sharp(width, height);
        var (a, b) = (plain.Classify(picture), packed.Classify(picture));
        Assert.Equal(a.Probability, b.Probability, 1e-6);
        Assert.Equal((a.Map!.Width, a.Map.Height), (b.Map!.Width, b.Map.Height));
        Assert.Equal(a.Map.Probability.ToArray(), b.Map.Probability.ToArray());
        Assert.Equal(a.Map.Certainty.ToArray(), b.Map.Certainty.ToArray());
    }

    [Fact]
    public void ColourModelOfAFixedSizeClassifiesToo()
    {
        using var classifier = Load(TestModels.Rgb(128));
        Assert.Equal(3, classifier.Model.Preprocessing.Channels);
        Assert.Equal(BlurVerdict.Focus, classifier.Classify(Images.Sharp()).Verdict);
        Assert.Equal(BlurVerdict.Blurred, classifier.Classify(Images.Blurred(sigma: 20)).Verdict);
    }

    [Theory]
    [InlineData(0, IndeterminateReason.TooDark)]
    [InlineData(255, IndeterminateReason.Flat)]
    [InlineData(120, IndeterminateReason.Flat)]
    public void EvenPictureIsIndeterminateWithAndWithoutAnEvidenceOutput(byte tone, IndeterminateReason reason)
    {
        foreach (var model in new[] { TestModels.Plain(), TestModels.PlainWithoutExtras(), TestModels.Rgb(64) })
        {
            using var classifier = Load(model);
            var prediction = classifier.Classify(Images.Even(tone));
            Assert.Equal(BlurVerdict.Indeterminate, prediction.Verdict);
            Assert.Equal(reason, prediction.Reason);
            Assert.False(prediction.IsBlurry);
        }
    }

    [Fact]
    public void ThresholdAndSensitivityMoveTheVerdict()
    {
        using var standard = Load(TestModels.Plain());
        using var own = Load(TestModels.Plain(), new BlurClassifierOptions { Threshold = 0 });
        using var low = Load(TestModels.Plain(), new BlurClassifierOptions { Sensitivity = BlurSensitivity.Low });
        Assert.Equal(0.6, standard.Threshold);
        Assert.Equal(0.9, low.Threshold);
        Assert.True(own.IsBlurry(Images.Sharp()));
    }

    [Fact]
    public void LongSideOptionMakesTheModelSeeFinerDetail()
    {
        using var coarse = Load(TestModels.Plain(), new BlurClassifierOptions { LongSide = 64 });
        using var standard = Load(TestModels.Plain());
        var picture = Images.Sharp(640, 480);
        Assert.Equal((8, 6), (coarse.Classify(picture).Map!.Width, coarse.Classify(picture).Map!.Height));
        Assert.Equal((80, 60), (standard.Classify(picture).Map!.Width, standard.Classify(picture).Map!.Height));
    }

    [Fact]
    public void UnreadableBytesAreATypedError()
    {
        using var classifier = Load(TestModels.Plain());
        Assert.Throws<UnsupportedImageException>(() => classifier.Classify("not an image"u8));
        Assert.Throws<UnsupportedImageException>(() => classifier.Classify(Stream.Null));
        Assert.Throws<FileNotFoundException>(() => classifier.Classify("missing.jpg"));
    }

    [Fact]
    public void PictureAboveThePixelLimitIsRefused()
    {
        var options = new BlurClassifierOptions();
        options.Decoding.MaxPixels = 1000;
        using var classifier = Load(TestModels.Plain(), options);
        Assert.Throws<ImageTooLargeException>(() => classifier.Classify(Images.Sharp()));
    }

    public static TheoryData<BlurClassifierOptions> InvalidOptions => new()
    {
        new BlurClassifierOptions { Threshold = 1.1 },
        new BlurClassifierOptions { Threshold = 0.5, Sensitivity = BlurSensitivity.Low },
        new BlurClassifierOptions { Sensitivity = (BlurSensitivity)7 },
        new BlurClassifierOptions { LongSide = 8 },
        new BlurClassifierOptions { Threads = 0 },
        new BlurClassifierOptions { Decoding = null! },
        new BlurClassifierOptions { Decoding = new() { MaxPixels = 0 } },
    };

    [Theory]
    [MemberData(nameof(InvalidOptions))]
    public void OptionsOutOfRangeAreRefused(BlurClassifierOptions options) =>
        Assert.Throws<ArgumentException>(() => Load(TestModels.Plain(), options));

    [Fact]
    public void CallsAfterDisposeThrowAndDisposeMayBeRepeated()
    {
        var classifier = Load(TestModels.Plain());
        classifier.Dispose();
        classifier.Dispose();
        Assert.Throws<ObjectDisposedException>(() => classifier.Classify(Images.Sharp()));
        Assert.Throws<ObjectDisposedException>(() => classifier.Classify("missing.jpg"));
    }
}

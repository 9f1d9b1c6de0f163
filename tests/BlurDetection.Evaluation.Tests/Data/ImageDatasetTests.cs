using BlurDetection.Evaluation.Data;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Evaluation.Tests.Data;

public sealed class ImageDatasetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private ImageDataset Load(string csv, ImageDatasetOptions? options = null) =>
        ImageDataset.Load(_folder.Path, _folder.Write("metadata.csv", csv), options);

    [Fact]
    public void CopiesNearCopiesAndBlurredTwinsShareAGroupAndOtherScenesDoNot()
    {
        byte[] first = RenderedImages.Jpeg(320, 240, seed: 1);
        _folder.Write("a.jpg", first);
        _folder.Write("copy.jpg", first);
        _folder.Write("recompressed.jpg", RenderedImages.Jpeg(320, 240, seed: 1, quality: 60));
        using (SKBitmap small = RenderedImages.Scene(320, 240, 1).Resize(new SKImageInfo(200, 150), SKFilterQuality.High))
            _folder.Write("smaller.png", RenderedImages.Encode(small, SKEncodedImageFormat.Png));
        _folder.Write("blurred.jpg", RenderedImages.Jpeg(320, 240, seed: 1, blurSigma: 3));
        for (int seed = 2; seed < 12; seed++) _folder.Write($"other{seed}.jpg", RenderedImages.Jpeg(320, 240, seed));
        ImageDataset dataset = Load("filename,label\na.jpg,1\ncopy.jpg,1\nrecompressed.jpg,1\nsmaller.png,1\nblurred.jpg,0\n"
            + string.Concat(Enumerable.Range(2, 10).Select(seed => $"other{seed}.jpg,1\n")));

        Assert.Empty(dataset.Problems);
        Assert.All(dataset.Images.Take(5), p => Assert.Equal(0, p.GroupId));
        Assert.Equal(11, dataset.Images.Select(p => p.GroupId).Distinct().Count());
        Assert.Equal(dataset.Images[0].ContentHash, dataset.Images[1].ContentHash);
        Assert.Equal((200, 150), (dataset.Images[3].Width, dataset.Images[3].Height));
    }

    [Fact]
    public void FlatPicturesAreNotTakenForOneScene()
    {
        for (byte tone = 100; tone < 104; tone++)
        {
            using SKBitmap flat = RenderedImages.Flat(64, 64, new SKColor(tone, tone, tone));
            _folder.Write($"{tone}.png", RenderedImages.Encode(flat, SKEncodedImageFormat.Png));
        }
        ImageDataset dataset = Load("filename,label\n100.png,1\n101.png,1\n102.png,0\n103.png,0\n");
        Assert.Equal(4, dataset.Images.Select(p => p.GroupId).Distinct().Count());
    }

    [Fact]
    public void TheGroupColumnTiesDifferentScenesTogether()
    {
        for (int seed = 1; seed < 4; seed++) _folder.Write($"{seed}.jpg", RenderedImages.Jpeg(160, 120, seed));
        ImageDataset dataset = Load("filename,label,group\n1.jpg,1,film\n2.jpg,1,\n3.jpg,0,film\n");
        Assert.Equal([0, 1, 0], dataset.Images.Select(p => p.GroupId));
    }

    [Fact]
    public void AnUnreadablePictureIsReportedWithItsRowAndTheOthersAreKept()
    {
        _folder.Write("good.jpg", RenderedImages.Jpeg(80, 60));
        _folder.Write("bad.jpg", "this is text");
        _folder.Write("empty.png", "");
        const string csv = "filename,label\nbad.jpg,1\ngood.jpg,0\nnone.jpg,1\nempty.png,1\n";
        ImageDataset dataset = Load(csv);
        Assert.Equal("good.jpg", Assert.Single(dataset.Images).Row.FileName);
        Assert.Equal([(DataProblemKind.UnreadableImage, 2), (DataProblemKind.MissingImage, 4), (DataProblemKind.UnreadableImage, 5)],
            dataset.Problems.Select(p => (p.Kind, p.Row)));

        var strict = new ImageDatasetOptions { Labels = { StopAtProblem = true } };
        Assert.Equal(2, Assert.Throws<TrainingDataException>(() => Load("filename,label\nbad.jpg,1\ngood.jpg,0\n", strict)).Problem!.Row);
    }

    [Fact]
    public void TheDataHashIsThatOfTheContentsWhateverTheirNamesAndOrder()
    {
        byte[] first = RenderedImages.Jpeg(80, 60, 1), second = RenderedImages.Jpeg(80, 60, 2);
        _folder.Write("a.jpg", first);
        _folder.Write("b.jpg", second);
        string hash = Load("filename,label\na.jpg,1\nb.jpg,0\n").DataHash;
        _folder.Write("b.jpg", first);
        _folder.Write("a.jpg", second);
        Assert.Equal(hash, Load("filename,label\na.jpg,1\nb.jpg,0\n").DataHash);
        Assert.NotEqual(hash, Load("filename,label\na.jpg,1\n").DataHash);
        Assert.Equal(64, hash.Length);
    }

    [Fact]
    public void TheInspectionCountsWhatMatters()
    {
        byte[] first = RenderedImages.Jpeg(160, 120, 1);
        _folder.Write("a.jpg", first);
        _folder.Write("b.jpg", first);
        _folder.Write("c.jpg", RenderedImages.Jpeg(160, 120, 1, quality: 50));
        _folder.Write("d.jpg", RenderedImages.Jpeg(320, 240, 2));
        _folder.Write("nobody.jpg", first);
        ImageDataset dataset = Load("filename,label,blur_type\na.jpg,1,\nb.jpg,0,motion\nc.jpg,1,\nd.jpg,0,motion\ngone.jpg,1,\n");
        DataInspection seen = DataInspector.Inspect(dataset, _folder.Path);

        Assert.Equal((2, 2, 3, 2), (seen.Blur, seen.Focus, seen.DistinctContents, seen.Groups));
        Assert.Equal(["a.jpg", "b.jpg"], Assert.Single(seen.Conflicts).Files);
        Assert.Equal(["a.jpg", "c.jpg"], Assert.Single(seen.NearDuplicates).Files);
        Assert.Equal(["nobody.jpg"], seen.Unlabelled);
        Assert.Equal(2, seen.BlurTypes["motion"]);
        Assert.Equal((160, 120, 320, 240, 2), (seen.Sizes!.SmallestWidth, seen.Sizes.SmallestHeight, seen.Sizes.LargestWidth,
            seen.Sizes.LargestHeight, seen.Sizes.DistinctSizes));
        Assert.Single(seen.Problems);
        Assert.NotNull(seen.SplitProblem); // focus has a single group
    }

    [Fact]
    public void OptionsOutOfRangeAreRefusedBeforeAnythingIsRead()
    {
        Assert.Contains("NearDuplicates: ", Refused(new() { NearDuplicates = new() { MinCorrelation = 93 } }));
        Assert.Contains("Decoder: ", Refused(new() { Decoder = new() { MaxPixels = 0 } }));
        Assert.Contains("Parallelism", Refused(new() { Parallelism = 0 }));
        Assert.Contains("Labels", Refused(new() { Labels = null! }));

        static string Refused(ImageDatasetOptions options) =>
            Assert.Throws<ArgumentException>(() => ImageDataset.Load("no-folder", "no-file.csv", options)).Message;
    }
}

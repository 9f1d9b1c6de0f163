using System.Security.Cryptography;
using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Data;

namespace BlurDetection.Training.Tests.Data;

public sealed class SharpLibraryTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AFolderWithoutPicturesIsRefused()
    {
        _folder.Add("notes.txt", "no image"u8.ToArray());
        var refused = Assert.Throws<TrainingDataException>(() => SharpLibrary.Load(_folder.Root));
        Assert.Contains(_folder.Root, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADamagedPictureIsNamed()
    {
        for (int i = 0; i < 4; i++) _folder.Add($"{i}.png", RenderedImages.Png(80, 60, i));
        string damaged = _folder.Add("torn.png", RenderedImages.Png(80, 60)[..200]);
        var refused = Assert.Throws<TrainingDataException>(() => SharpLibrary.Load(_folder.Root));
        Assert.Contains(damaged, refused.Message, StringComparison.Ordinal);
        Assert.IsType<UnsupportedImageException>(refused.InnerException);
    }

    [Fact]
    public void OnePictureInSixteenIsHeldOutByItsContent()
    {
        _folder.Add("held.png", HeldOut(1));
        _folder.Add("trained.png", Image(2, heldOut: false));
        var library = SharpLibrary.Load(_folder.Root);
        Assert.Equal("held.png", Assert.Single(library.HeldOut).Name);
        Assert.Equal((1, "trained.png"), (library.Count, library.Draw(new Random(1), 64, 48).Name));
    }

    [Fact]
    public void PicturesThatAreAllHeldOutLeaveNothingToTrainOnAndAreSynthesisedFromNevertheless()
    {
        _folder.Add("held.png", HeldOut(1));
        Assert.Contains("held out", Assert.Throws<TrainingDataException>(() => SharpLibrary.Load(_folder.Root)).Message,
            StringComparison.Ordinal);

        var data = new SynthesizedTrainingData(_folder.Root, 2, new Preprocessing { LongSide = null, Width = 64, Height = 48 });
        Assert.Equal((64, 48), (data.Load(0, 1).Image.Width, data.Load(0, 1).Image.Height));
    }

    [Fact]
    public void ASetThatIsSoftByItselfIsKnownAsSuchAndOneSoftPhotographMakesNone()
    {
        Directory.CreateDirectory(_folder.PathOf("microscope"));
        Directory.CreateDirectory(_folder.PathOf("phone"));
        for (int i = 0; i < 4; i++)
        {
            _folder.Add($"microscope/{i}.png", RenderedImages.Png(320, 240, i, blurSigma: i == 0 ? 0 : 2.2f));
            _folder.Add($"phone/{i}.png", RenderedImages.Png(320, 240, 10 + i, blurSigma: i == 0 ? 2.2f : 0));
        }
        var library = SharpLibrary.LoadAll(_folder.Root, CancellationToken.None);
        Assert.All(library.Training, photograph => Assert.Equal(photograph.Set == "microscope", photograph.IsSoft));
        var random = new Random(1);
        int soft = Enumerable.Range(0, 2000).Count(_ => library.Draw(random, 64, 48).IsSoft);
        Assert.InRange(soft, 1350, 1650);
    }

    [Fact]
    public void WhatIsSoftByItselfIsLeftSharpOrBlurredBeyondDoubt()
    {
        var options = new SynthesisOptions();
        Directory.CreateDirectory(_folder.PathOf("microscope"));
        _folder.Add("microscope/0.png", RenderedImages.Png(320, 240, 1, blurSigma: 2.2f));
        var soft = Assert.Single(SharpLibrary.LoadAll(_folder.Root, CancellationToken.None).Training);
        var random = new Random(1);
        var wishes = Enumerable.Range(0, 400).Select(_ => WishedBlur.Of(random, null, soft, options)).ToArray();
        Assert.InRange(wishes.Count(wish => wish.Recipe == SynthesisRecipe.Sharp), 110, 170);
        Assert.All(wishes, wish => Assert.InRange(wish.VisibleWidth!.Value, 1.6 * soft.IntrinsicWidth, options.GreatestWidth));
        Assert.Equal((null, null), WishedBlur.Of(random, null, null, options));
    }

    private static byte[] HeldOut(int seed) => Image(seed, heldOut: true);

    // Bytes behind the last ones change the hash and nothing else.
    private static byte[] Image(int seed, bool heldOut)
    {
        byte[] picture = RenderedImages.Png(200, 150, seed);
        return Enumerable.Range(0, 1000).Select(i => (byte[])[.. picture, .. BitConverter.GetBytes(i)])
            .First(bytes => Convert.ToHexString(SHA256.HashData(bytes))[5] == '0' == heldOut);
    }
}

using BlurDetection.Cli;
using BlurDetection.Imaging;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

public sealed class ConsoleWordsTests
{
    private static readonly Preprocessing Canonical = Preprocessing.Default;

    public static TheoryData<Action<ImageDecoderOptions>, string> Limits => new()
    {
        { options => options.MaxPixels = 100, "allowed. blur classify takes larger ones with --max-pixels." },
        { options => options.MaxSide = 100, "a side may have 100 pixels." },
        { options => options.MaxEncodedBytes = 100, "more than the 100 bytes allowed." },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void ALimitIsToldWithTheOptionOfTheConsoleOrWithNone(Action<ImageDecoderOptions> limit, string end)
    {
        var options = new ImageDecoderOptions();
        limit(options);
        Exception error = Assert.Throws<ImageTooLargeException>(() => ImageDecoder.Decode(Images.Sharp(), Canonical, options));
        Assert.Contains("ImageDecoderOptions.", error.Message);
        Assert.EndsWith(end, Failure.Describe(error));
        Assert.DoesNotContain("Options", Failure.Describe(error));
    }

    [Theory]
    [InlineData("Save it as PNG without interlacing, or raise ImageDecoderOptions.MaxDecoderBytes if such images are expected.",
        "Save it as PNG without interlacing.")]
    [InlineData("There is no ffmpeg on the PATH. Install it (apt-get install ffmpeg), or set VideoReaderOptions.FfmpegPath.",
        "There is no ffmpeg on the PATH. Install it (apt-get install ffmpeg), or give its path with --ffmpeg.")]
    public void OtherAdviceIsThatOfAShell(string library, string console) =>
        Assert.Equal(console, Failure.Describe(new IOException(library)));

    [Fact]
    public async Task AnImageThatIsTooLargeNamesTheOption()
    {
        using var folder = new ImageFolder();
        Blur.Result result =
            await Blur.RunAsync("classify", folder.Add("large.jpg", Images.Sharp()), "--max-pixels", "100", "--model", folder.AddModel());
        Assert.Equal(3, result.Code);
        Assert.Contains("--max-pixels", result.Error);
    }
}

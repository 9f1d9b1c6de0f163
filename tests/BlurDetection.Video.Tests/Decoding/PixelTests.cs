using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Decoding;

public sealed class PixelTests : IDisposable
{
    private const string BlackAndWhite = "color=black:s=64x64:d=1:r=1,drawbox=x=32:y=0:w=32:h=64:c=white:t=fill";

    private readonly ClipFolder _clips = new();

    public void Dispose() => _clips.Dispose();

    [FfmpegTheory]
    [InlineData("video-range.mp4", "-c:v libx264 -qp 0 -pix_fmt yuv420p")]
    [InlineData("full-range.mp4", "-vf scale=out_range=pc -color_range pc -c:v libx264 -qp 0 -pix_fmt yuv420p")]
    [InlineData("motion-jpeg.avi", "-c:v mjpeg -q:v 1")]
    [InlineData("ten-bits.mkv", "-c:v ffv1 -pix_fmt yuv420p10le")]
    [InlineData("grey16.mkv", "-c:v ffv1 -pix_fmt gray16le")]
    [InlineData("grey.png", "-frames:v 1 -pix_fmt gray")]
    [InlineData("colours.png", "-frames:v 1 -pix_fmt rgb24")]
    public async Task BlackIsBlackAndWhiteIsWhiteWhateverTheRangeOfTheStream(string name, string output)
    {
        var clip = await _clips.MakeAsync(name, BlackAndWhite, output);
        foreach (var chroma in new[] { false, true })
        {
            var luma = Assert.Single(await Frames.MapAsync(clip, new() { Chroma = chroma }, Frames.Luma));
            Assert.InRange(luma[10], 0, 1.5f); // a step of eight bits in video range is 1.16
            Assert.InRange(luma[50], 253.5f, 255);
        }
    }

    [FfmpegTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task AnOddSizeIsReadWithoutAShiftedRow(bool chroma)
    {
        var clip = await _clips.MakeAsync("odd.mkv", "color=black:s=65x49:d=1:r=1,format=yuv444p,drawbox=x=33:y=0:w=32:h=49:c=white:t=fill",
            "-c:v ffv1 -pix_fmt yuv444p");
        var (width, height, luma) =
            Assert.Single(await Frames.MapAsync(clip, new() { Chroma = chroma }, frame => (frame.Width, frame.Height, Frames.Luma(frame))));
        Assert.Equal((65, 49), (width, height));
        for (var y = 0; y < height; y++)
            Assert.Equal([0, 0, 255, 255], new[] { 0, 32, 33, 64 }.Select(x => (int)MathF.Round(luma[y * width + x])));
    }

    [FfmpegFact]
    public async Task ARotatedVideoIsUpright()
    {
        await _clips.MakeAsync("lying.mp4", "color=black:s=64x32:d=1:r=1,drawbox=x=0:y=0:w=16:h=32:c=white:t=fill");
        var rotated = _clips.PathOf("rotated.mp4");
        await Ffmpeg.RunAsync($"-i \"{_clips.PathOf("lying.mp4")}\" -c copy -metadata:s:v rotate=90 \"{rotated}\"");
        var (width, height, luma) =
            Assert.Single(await Frames.MapAsync(rotated, null, frame => (frame.Width, frame.Height, Frames.Luma(frame))));
        Assert.Equal((32, 64), (width, height));
        Assert.InRange(luma[16], 0, 15);
        Assert.InRange(luma[60 * 32 + 16], 240, 255); // a quarter turn to the left: the left edge is the bottom now
    }

    [FfmpegFact]
    public async Task InterlacedFramesAreMarkedAndDeinterlacedWhereAsked()
    {
        // a bar that moves by four pixels from field to field: combed rows until deinterlaced
        var clip = await _clips.MakeAsync(
            "interlaced.mkv", "color=black:s=64x64:r=50:d=0.4[a];color=white:s=16x64:r=50:d=0.4[b];" +
                "[a][b]overlay=x='4*n':y=0,format=yuv420p,interlace=lowpass=off",
            "-c:v libx264 -qp 0 -flags +ilme+ildct -pix_fmt yuv420p");
        var combed = await Frames.MapAsync(clip, null, frame => (frame.IsInterlaced, Comb: Comb(Frames.Luma(frame), 64, 64)));
        var even = await Frames.MapAsync(clip, new() { Deinterlacing = Deinterlacing.WhereMarked },
            frame => (frame.IsInterlaced, Comb: Comb(Frames.Luma(frame), 64, 64)));
        Assert.All(combed, frame => Assert.True(frame.IsInterlaced));
        Assert.All(even, frame => Assert.False(frame.IsInterlaced));
        Assert.Equal(combed.Count, even.Count);
        Assert.True(even.Average(f => f.Comb) < combed.Average(f => f.Comb) / 2,
            $"{combed.Average(f => f.Comb)} -> {even.Average(f => f.Comb)}");
    }

    [FfmpegTheory]
    [InlineData("a.avi", "-c:v mjpeg -q:v 2")]
    [InlineData("a.mp4", "-c:v libx264 -pix_fmt yuv420p")]
    public async Task LargeFramesAreScaledDownAndSmallOnesAreNotEnlarged(string name, string output)
    {
        var clip = await _clips.MakeAsync(name, "testsrc2=s=640x360:r=5:d=0.4", output);
        Assert.All(await Frames.MapAsync(clip, new() { MaxLongSide = 160 }, frame => (frame.Width, frame.Height)),
            size => Assert.Equal((160, 90), size));
        Assert.All(await Frames.MapAsync(clip, new() { MaxLongSide = 2000 }, frame => (frame.Width, frame.Height)),
            size => Assert.Equal((640, 360), size));
    }

    [Theory]
    [InlineData("mjpeg", 1920, 240, 3)]
    [InlineData("mjpeg", 1920, 500, 1)]
    [InlineData("mjpeg", 640, 640, 0)]
    [InlineData("h264", 1920, 240, 0)]
    public void OnlyCodecsThatCanAreDecodedAtAReducedSize(string codec, int longSide, int wanted, int halvings) =>
        Assert.Equal(halvings, LowResolution.For(codec, longSide, wanted));

    // mean difference of a row to the mean of its neighbours
    private static double Comb(float[] luma, int width, int height)
    {
        double sum = 0;
        for (var y = 1; y < height - 1; y++)
            for (var x = 0; x < width; x++)
                sum += Math.Abs(luma[y * width + x] - (luma[(y - 1) * width + x] + luma[(y + 1) * width + x]) / 2);
        return sum / (width * (height - 2));
    }
}

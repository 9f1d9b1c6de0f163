using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using BlurDetection.Video.Tests.Support;

namespace BlurDetection.Video.Tests.Decoding;

/// <summary>What ffmpeg does where a guess goes wrong: where one of these fails, a newer ffmpeg has changed, and the reader may
/// become simpler.</summary>
public sealed class FfmpegFactsTests : IDisposable
{
    private readonly ClipFolder _clips = new();

    public void Dispose() => _clips.Dispose();

    [FfmpegFact]
    public async Task BlurdetectGivesNoNumberForAFlatFrame()
    {
        var log = await LogAsync("-f lavfi -i \"testsrc2=s=64x64:r=5:d=1[a];color=gray:s=64x64:r=5:d=0.2[b];[a][b]concat\" -vf " +
            "blurdetect,metadata=print:key=lavfi.blur -f null -");
        var values = Regex.Matches(log, @"lavfi\.blur=(\S+)").Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(6, values.Length);
        Assert.All(values[..5], value => Assert.True(double.Parse(value, CultureInfo.InvariantCulture) > 0));
        Assert.Contains("nan", values[5]);
        Assert.Matches(@"blur mean: -?nan", log);
    }

    [FfmpegFact]
    public async Task BlurdetectGivesNoNumberForAVeryStrongBlurEither()
    {
        var log = await LogAsync("-f lavfi -i \"testsrc2=s=320x240:r=5:d=0.4\" -vf gblur=sigma=100:steps=6,blurdetect -f null -");
        Assert.Matches(@"blur mean: -?nan", log);
    }

    [FfmpegFact]
    public async Task MatroskaAloneDoesNotRepeatWhatSelectTakesOut()
    {
        var clip = await _clips.MakeAsync("a.mkv", "testsrc2=s=64x48:r=25:d=4,select='not(mod(n,10))'");
        Assert.Equal(10, (await Frames.SecondsAsync(clip)).Count);
    }

    [FfmpegFact]
    public async Task FloatsAreNotStretchedFromVideoRange()
    {
        await Ffmpeg.RunAsync(
            $"-f lavfi -i color=white:s=16x16:d=1:r=1,format=yuv420p -pix_fmt grayf32le -f rawvideo \"{_clips.PathOf("a.raw")}\"");
        Assert.InRange(BitConverter.ToSingle(await File.ReadAllBytesAsync(_clips.PathOf("a.raw"))), 0.917f, 0.922f); // 235 of 255
    }

    [FfmpegFact]
    public async Task SelectRepeatsFramesUnlessTimesArePassedThrough()
    {
        var repeated = await _clips.MakeAsync("a.mp4", "testsrc2=s=64x48:r=25:d=4,select='not(mod(n,10))'");
        var passed = await _clips.MakeAsync("b.mp4", "testsrc2=s=64x48:r=25:d=4,select='not(mod(n,10))'",
            "-fps_mode passthrough -c:v libx264 -pix_fmt yuv420p");
        Assert.True((await Frames.SecondsAsync(repeated)).Count > 90);
        Assert.Equal(10, (await Frames.SecondsAsync(passed)).Count);
    }

    [FfmpegFact]
    public async Task FpsTakesTheMiddleOfEachSecond()
    {
        // each frame's tone is its number
        await Ffmpeg.RunAsync($"-f lavfi -i \"color=black:s=16x16:r=25:d=3,format=gray,geq=lum='N'\" -vf fps=1 -f rawvideo -pix_fmt gray " +
            $"\"{_clips.PathOf("a.raw")}\"");
        var bytes = await File.ReadAllBytesAsync(_clips.PathOf("a.raw"));
        Assert.Equal([12, 37, 62], new[] { bytes[0], bytes[256], bytes[512] });
    }

    [FfmpegFact]
    public async Task ShowinfoPrintsTimesWithSixDigits()
    {
        var clip = await _clips.MakeAsync("long.mkv", "color=gray:s=16x16:r=81/100:d=1233", "-c:v ffv1");
        var log = await LogAsync($"-i \"{clip}\" -vf showinfo=checksum=0 -f null -");
        Assert.Contains("pts:1232099 pts_time:1232.1 ", log);
    }

    [FfmpegFact]
    public async Task TheFirstFrameOverRtspHasNoTimeSoThatTwoHaveOneUnlessTimesAreCopied()
    {
        var clip = await Street.PanAsync(_clips, "camera.mp4", 2, "null", Street.LikeACamera);
        using var server = new RtspServer(await H264Stream.ReadAsync(clip), Street.FrameRate).Start();
        Assert.Equal(["0", "0", "0.2", "0.4"], await TimesAsync(""));
        Assert.Equal(["0", "0.2", "0.4", "0.6"], await TimesAsync("-copyts "));

        async Task<string[]> TimesAsync(string options)
        {
            var log = await LogAsync(
                $"{options}-rtsp_transport tcp -i {server.Address} -vf showinfo=checksum=0 -fps_mode passthrough -f null -");
            return [.. Regex.Matches(log, @"pts_time:(\S+)").Select(match => match.Groups[1].Value).Take(4)];
        }
    }

    [FfmpegFact]
    public async Task WhiteInSixteenBitsIsNot65535()
    {
        await Ffmpeg
            .RunAsync($"-f lavfi -i color=white:s=16x16:d=1:r=1,format=yuv420p -pix_fmt gray16le -f rawvideo \"{_clips.PathOf("a.raw")}\"");
        Assert.Equal(65277, BitConverter.ToUInt16(await File.ReadAllBytesAsync(_clips.PathOf("a.raw"))));
    }

    [FfmpegFact]
    public async Task AJpegInFullRangeBecomesVideoRangeAsNv12()
    {
        var jpeg = await _clips.MakeAsync("white.jpg", "color=white:s=16x16", "-frames:v 1 -q:v 1 -pix_fmt yuvj420p");
        await Ffmpeg.RunAsync($"-i \"{jpeg}\" -pix_fmt nv12 -f rawvideo \"{_clips.PathOf("a.raw")}\"");
        Assert.Equal(235, (await File.ReadAllBytesAsync(_clips.PathOf("a.raw")))[0]);
    }

    [FfmpegFact]
    public async Task Nv12OfOddWidthHasRowsOfTwoLengths()
    {
        await Ffmpeg.RunAsync(
            $"-f lavfi -i color=white:s=15x7:d=1:r=1,format=rgb24 -frames:v 1 -pix_fmt nv12 -f rawvideo \"{_clips.PathOf("a.raw")}\"");
        Assert.Equal(15 * 7 + 16 * 4, new FileInfo(_clips.PathOf("a.raw")).Length);
    }

    [FfmpegFact]
    public async Task CropRoundsOffsetsToEvenNumbers()
    {
        // each column's tone is its number
        await Ffmpeg.RunAsync($"-f lavfi -i \"color=black:s=64x16:d=1:r=1,format=yuv420p,geq=lum='X+100':cb=128:cr=128\" -vf " +
            $"crop=16:16:5:0 -frames:v 1 -pix_fmt yuv420p -f rawvideo \"{_clips.PathOf("a.raw")}\"");
        Assert.Equal(104, (await File.ReadAllBytesAsync(_clips.PathOf("a.raw")))[0]);
    }

    [FfmpegFact]
    public async Task SegmentTimesCountFromAShiftedClockAndNumbersOfFramesDoNot()
    {
        var clip = await _clips.MakeAsync("a.mp4", "testsrc2=s=64x48:r=5:d=6", "-c:v libx264 -bf 2 -g 5 -sc_threshold 0 -pix_fmt yuv420p");
        // key frames at 0, 1, 2 ...: a cut at 2.2 should wait for 3, but comes at 2
        await Ffmpeg.RunAsync($"-i \"{clip}\" -c copy -f segment -segment_times 2.2 -reset_timestamps 1 \"{_clips.PathOf("time%d.mp4")}\"");
        await Ffmpeg
            .RunAsync($"-i \"{clip}\" -c copy -f segment -segment_frames 15 -reset_timestamps 1 \"{_clips.PathOf("frame%d.mp4")}\"");
        Assert.Equal(10, (await Frames.SecondsAsync(_clips.PathOf("time0.mp4"))).Count);
        Assert.Equal(15, (await Frames.SecondsAsync(_clips.PathOf("frame0.mp4"))).Count);
    }

    private static async Task<string> LogAsync(string arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("ffmpeg",
            "-nostdin -hide_banner " + arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var log = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return log;
    }
}

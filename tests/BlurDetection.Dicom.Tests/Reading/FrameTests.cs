using BlurDetection.Dicom.Tests.Support;

namespace BlurDetection.Dicom.Tests.Reading;

/// <summary>Which bytes make a frame.</summary>
public sealed class FrameTests
{
    private static readonly TestImage[] Frames = [Flat(10), Flat(90), Flat(200)];

    [Fact]
    public void FramesThatAreNotCompressedFollowEachOther()
    {
        var image = Frames[0] with { Frames = 3, Samples = [.. Frames.SelectMany(frame => frame.Samples)] };
        AssertFrames(image.Write().File(DicomWriter.ExplicitLittleEndian));
    }

    [Fact]
    public void OneFragmentIsOneFrame() => AssertFrames(Frames[0].Encapsulate(Packed()).File(DicomWriter.JpegLossless));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnOffsetTableSaysWhichFragmentsMakeAFrame(bool extended)
    {
        var fragments = Packed().SelectMany(frame => new[] { frame[..50], frame[50..] }).ToArray();
        long[] starts = [0, Size(fragments[..2]), Size(fragments[..4])];
        var table = extended ? starts.SelectMany(BitConverter.GetBytes) : starts.SelectMany(start => BitConverter.GetBytes((uint)start));
        var writer = (Frames[0] with { Frames = 3 }).Describe();
        if (extended) writer.Bytes(0x7FE0_0001, "OV", [.. table]).Fragments([], fragments);
        else writer.Fragments([.. table], fragments);
        AssertFrames(writer.File(DicomWriter.JpegLossless));
    }

    [Fact]
    public void WithoutOffsetTableAFrameBeginsWhereItsCodecSaysSo()
    {
        var fragments = Packed().SelectMany(frame => new[] { frame[..50], frame[50..] }).ToArray();
        AssertFrames((Frames[0] with { Frames = 3 }).Describe().Fragments([], fragments).File(DicomWriter.JpegLossless));
    }

    [Fact]
    public void AFrameThatIsNotThereIsAnError()
    {
        var file = Frames[0].Encapsulate(Packed()).File(DicomWriter.JpegLossless);
        var error = Decoded.Error(file, options => options.Page = 3);
        Assert.Contains("3", error.Message);
    }

    [Fact]
    public void MoreFramesThanThePixelDataHoldsAreAnErrorOnlyWhereTheyAreMissing()
    {
        var file = (Frames[1] with { Frames = 1000 }).Write().File(DicomWriter.ExplicitLittleEndian);
        Assert.Equal(90, Decoded.Luma(file).Luma[0]);
        Assert.Contains("cut short", Decoded.Error(file, options => options.Page = 1).Message);
    }

    private static TestImage Flat(int value) => new(16, 16, [.. Enumerable.Range(0, 256).Select(i => value + i % 3)]);

    private static byte[][] Packed() => [.. Frames.Select(frame => new LosslessJpegWriter(1).Write(frame))];

    private static long Size(byte[][] fragments) => fragments.Sum(fragment => 8L + fragment.Length + fragment.Length % 2);

    private static void AssertFrames(byte[] file)
    {
        for (var page = 0; page < Frames.Length; page++)
        {
            var (luma, info) = Decoded.Luma(file, options => options.Page = page);
            Assert.Equal(Frames[page].Samples.Select(sample => (float)sample), luma);
            Assert.Equal((page, Frames.Length), (info.Page, info.PageCount));
        }
    }
}

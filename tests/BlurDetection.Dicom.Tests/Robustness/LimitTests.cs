using BlurDetection.Dicom.Tests.Support;
using BlurDetection.Imaging;
using SkiaSharp;

namespace BlurDetection.Dicom.Tests.Robustness;

public sealed class LimitTests
{
    [Theory]
    [InlineData(DicomWriter.ExplicitLittleEndian)]
    [InlineData(DicomWriter.Rle)]
    [InlineData(DicomWriter.JpegLossless)]
    [InlineData(DicomWriter.JpegLs)]
    public void TooManyPixelsAreRefusedBeforeTheyAreAllocated(string syntax)
    {
        var image = new TestImage(60000, 60000, []);
        var file = image.Encapsulate(new byte[100]).File(syntax);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ImageTooLargeException>(() => Decoded.Luma(file));
        Assert.Contains("60000x60000", error.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(DicomWriter.Rle)]
    [InlineData(DicomWriter.JpegLossless)]
    [InlineData(DicomWriter.JpegLs)]
    public void ACompressedFrameThatTakesTooMuchMemoryIsRefused(string syntax)
    {
        var file = new TestImage(2000, 1000, []).Encapsulate(new byte[100]).File(syntax);
        var error = Assert.Throws<ImageTooLargeException>(() => Decoded.Luma(file, options => options.MaxDecoderBytes = 1 << 20));
        Assert.Contains(nameof(ImageDecoderOptions.MaxDecoderBytes), error.Message);
    }

    [Fact]
    public void ASideThatIsTooLongIsRefused()
    {
        var file = TestImage.Ramp(64, 2, 8).Write().File(DicomWriter.ExplicitLittleEndian);
        Assert.Contains("64x2", Assert.Throws<ImageTooLargeException>(() => Decoded.Luma(file, options => options.MaxSide = 32)).Message);
    }

    [Fact]
    public void ASmallFileDoesNotInflateToALargeOne()
    {
        var file = TestImage.Ramp(16, 16, 8).Describe().Bytes(0x0099_0010, "OB", new byte[56_000_000])
            .File(DicomWriter.DeflatedLittleEndian);
        Assert.True(file.Length < 1_000_000);
        Assert.Contains("inflates", Assert.Throws<ImageTooLargeException>(() => Decoded.Luma(file)).Message);
    }

    [Fact]
    public void ADeflatedDataSetIsInflatedNoFurtherThanTheLimit()
    {
        var bomb = TestImage.Ramp(16, 16, 8).Describe().Bytes(0x0099_0010, "OB", new byte[50_000_000])
            .File(DicomWriter.DeflatedLittleEndian);
        Assert.True(bomb.Length < 1_000_000);
        var error = Assert.Throws<ImageTooLargeException>(() => Decoded.Luma(bomb, options => options.MaxEncodedBytes = 4 << 20));
        Assert.Contains(nameof(ImageDecoderOptions.MaxEncodedBytes), error.Message);
    }

    [Fact]
    public void ACompressedFrameThatIsFarTooShortIsRefusedBeforeItsSamplesAreAllocated()
    {
        var file = new TestImage(9000, 9000, []).Encapsulate(RleWriter.Pack(TestImage.Ramp(4, 4, 8))).File(DicomWriter.Rle);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("cut short", Decoded.Error(file).Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void AHuffmanTableWithoutCodesIsRefused()
    {
        byte[] jpeg = Jpeg();
        jpeg.AsSpan(jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC4]) + 5, 16).Clear();
        Assert.Contains("no codes", Decoded.Error(File(jpeg)).Message);
    }

    [Fact]
    public void MoreScansThanAnyWriterMakesAreRefused()
    {
        byte[] jpeg = Jpeg();
        int scan = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xDA]);
        byte[] Repeated(int scans) =>
            [.. jpeg[..scan], .. Enumerable.Repeat(jpeg[scan..^2], scans).SelectMany(bytes => bytes), .. jpeg[^2..]];
        Assert.Contains("more than 20 scans", Decoded.Error(File(Repeated(21))).Message);
        Decoded.Luma(File(Repeated(20)));
    }

    private static byte[] Jpeg()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(32, 32, SKColorType.Gray8, SKAlphaType.Opaque));
        bitmap.Erase(SKColors.Gray);
        using var jpeg = bitmap.Encode(SKEncodedImageFormat.Jpeg, 80);
        return jpeg.ToArray();
    }

    private static byte[] File(byte[] jpeg) => new TestImage(32, 32, new int[1024]).Encapsulate(jpeg).File(DicomWriter.JpegBaseline);

    [Fact]
    public void DecodingCanBeCancelled()
    {
        var file = TestImage.Ramp(16, 16, 8).Write().File(DicomWriter.ExplicitLittleEndian);
        Assert.ThrowsAny<OperationCanceledException>(() =>
            ImageDecoder.Decode(file, Preprocessing.Default, Decoded.Options(), new CancellationToken(canceled: true)));
    }
}

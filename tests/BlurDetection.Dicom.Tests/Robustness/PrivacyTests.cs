using System.Diagnostics;
using System.Text;
using BlurDetection.Diagnostics;
using BlurDetection.Dicom.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlurDetection.Dicom.Tests.Robustness;

/// <summary>What a file says of a person never leaves it, whatever goes wrong.</summary>
public sealed class PrivacyTests
{
    private static readonly TestImage Image = TestImage.Ramp(16, 16, 12);

    /// <summary>Files for every error that the reader knows of, by what it says.</summary>
    private static IEnumerable<(string Expected, byte[] File)> Failures()
    {
        const string Explicit = DicomWriter.ExplicitLittleEndian;
        var packed = RleWriter.Pack(Image);
        var lossless = new LosslessJpegWriter(1).Write(Image);
        yield return ("Pixel Data", Image.Write().Remove(0x7FE0_0010).File(Explicit));
        yield return ("floating-point", Image.Write().Remove(0x7FE0_0010).Bytes(0x7FE0_0008, "OF", new byte[1024]).File(Explicit));
        yield return ("Bits Allocated", Image.Write().Remove(0x0028_0100).File(Explicit));
        yield return ("allocates 1 bit", Image.Write().UInt16(0x0028_0100, 1).UInt16(0x0028_0101, 1).File(Explicit));
        yield return ("Bits Stored", Image.Write().UInt16(0x0028_0101, 17).File(Explicit));
        yield return ("High Bit", Image.Write().UInt16(0x0028_0102, 16).File(Explicit));
        yield return ("Rows", Image.Write().UInt16(0x0028_0010, 0).File(Explicit));
        yield return ("Columns", Image.Write().Remove(0x0028_0011).File(Explicit));
        yield return ("samples a pixel", Image.Write().UInt16(0x0028_0002, 4).File(Explicit));
        yield return ("Samples per Pixel", Image.Write().UInt16(0x0028_0002, 3).File(Explicit));
        yield return ("Photometric", Image.Write().Text(0x0028_0004, "CS", DicomWriter.PatientName).File(Explicit));
        yield return ("unknown transfer syntax", Image.Write().File(DicomWriter.PatientName));
        yield return ("unknown transfer syntax (1.2.3.4)", Image.Write().File("1.2.3.4"));
        yield return ("MPEG2 Main Profile / Main Level (1.2.840.10008.1.2.4.100)", Image.Encapsulate([1, 2]).File(DicomWriter.Mpeg2));
        yield return ("JPEG 2000 (Lossless Only) (1.2.840.10008.1.2.4.90)", Image.Encapsulate([0xFF, 0x4F]).File(DicomWriter.Jpeg2000));
        yield return ("not encapsulated", Image.Write().File(DicomWriter.Rle));
        yield return ("RLE", Image.Encapsulate(packed[..40]).File(DicomWriter.Rle));
        yield return ("segments", Image.Encapsulate([9, .. packed[1..]]).File(DicomWriter.Rle));
        yield return ("cut short", Image.Encapsulate(packed[..^40]).File(DicomWriter.Rle));
        yield return ("frame header", Image.Encapsulate([.. Encoding.ASCII.GetBytes(DicomWriter.PatientName)])
            .File(DicomWriter.JpegBaseline));
        yield return ("16x16", (Image with { Width = 8, Samples = new int[128] }).Encapsulate(lossless).File(DicomWriter.JpegLossless));
        yield return ("cut short", Image.Encapsulate(lossless[..^60]).File(DicomWriter.JpegLossless));
        yield return ("JPEG-LS", Image.Encapsulate(lossless).File(DicomWriter.JpegLs));
        yield return ("no fragment", Image.Describe().Bytes(0x7FE0_0010, "OB", []).Fragments([1, 2, 3, 4])
            .File(DicomWriter.Rle)[..^16].Concat(new byte[16]).ToArray());
        yield return ("look-up table", Image.Write()
            .Sequence(0x0028_3010, false, new DicomWriter().UInt16(0x0028_3002, 400, 0, 12)
                .Text(0x0028_3006, "OW", DicomWriter.PatientName)).File(Explicit));
        yield return ("palette", (Image with { Photometric = "PALETTE COLOR" }).Write().File(Explicit));
        yield return ("inflated", NotDeflated());
        yield return ("levels deep", Nested(100).File(Explicit));
        yield return ("cut short", Image.Write().File(Explicit)[..^100]);
        yield return ("Frames", Image.Write().Text(0x0028_0008, "IS", "-7").File(Explicit));
    }

    [Fact]
    public void EveryErrorSaysWhatIsWrongAndNothingOfThePatient()
    {
        foreach (var (expected, file) in Failures())
        {
            var error = Decoded.Error(file);
            Assert.Contains(expected, error.Message);
            AssertSilent(error.ToString());
        }
    }

    [Fact]
    public void NeitherLogsNorTracesNorMessagesHoldPatientData()
    {
        var said = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == BlurDetectionDiagnostics.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (said) said.Add(activity.StatusDescription
                    + string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}")));
            },
        };
        ActivitySource.AddActivityListener(listener);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new CapturingLoggerProvider(said)));
        services.AddBlurDetection().AddDicom();
        using var provider = services.BuildServiceProvider();
        var classifier = provider.GetRequiredService<IBlurClassifier>();
        foreach (var (_, file) in Failures())
        {
            var error = Assert.ThrowsAny<UnsupportedImageException>(() => classifier.Classify(ImageSource.FromBytes(file, "file.dcm")));
            lock (said) said.Add(error.ToString());
        }
        classifier.Classify(Image.Write().File(DicomWriter.ExplicitLittleEndian));
        Assert.True(said.Count > 60);
        lock (said) Assert.All(said, line => AssertSilent(line));
    }

    [Fact]
    public void ATruncatedFileIsATypedErrorAtEveryLength()
    {
        var file = Image.Encapsulate(RleWriter.Pack(Image)).File(DicomWriter.Rle);
        for (var length = 133; length < file.Length - 9; length++) AssertSilent(Decoded.Error(file[..length]).ToString());
    }

    private static byte[] NotDeflated()
    {
        var file = Image.Write().File(DicomWriter.DeflatedLittleEndian);
        var dataSet = file.AsSpan().IndexOf(Encoding.ASCII.GetBytes(DicomWriter.DeflatedLittleEndian))
            + DicomWriter.DeflatedLittleEndian.Length;
        return [.. file[..dataSet], 0xFF, .. Encoding.ASCII.GetBytes(DicomWriter.PatientName)];
    }

    private static DicomWriter Nested(int depth)
    {
        var writer = new DicomWriter().Text(0x0010_0010, "PN", DicomWriter.PatientName);
        for (var i = 0; i < depth; i++) writer = new DicomWriter().Sequence(0x0040_A730, true, writer);
        return writer;
    }

    private static void AssertSilent(string text)
    {
        string[] secrets = [DicomWriter.PatientName, DicomWriter.PatientId, DicomWriter.Institution, "ZZYZX", "QUENTIN", "4711"];
        foreach (var secret in secrets)
        {
            Assert.DoesNotContain(secret, text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToHexString(Encoding.ASCII.GetBytes(secret)), text, StringComparison.OrdinalIgnoreCase);
        }
    }

    private sealed class CapturingLoggerProvider(List<string> said) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter)
        {
            lock (said) said.Add(formatter(state, exception) + exception);
        }

        public void Dispose()
        {
        }
    }
}

using BlurDetection.Dicom.Tests.Support;
using BlurDetection.Imaging;
using BlurDetection.Tests.Robustness;
using Xunit.Abstractions;

namespace BlurDetection.Dicom.Tests.Robustness;

/// <summary>Damaged files: a picture or a typed error, in bounded time and memory.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int MaxSide = 64, MaxMegabytes = 64;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    [Fact]
    public void NoDamagedFileCrashesHangsOrTakesMuchMemory()
    {
        var budget = new FuzzBudget(1000, readers: 1);
        var seeds = Seeds();
        var (decoded, refused, slowest, largest) = (0, 0, TimeSpan.Zero, 0L);
        var i = 0;
        for (; budget.Allows(i); i++)
        {
            var mutant = Mutate(seeds[i % seeds.Count], new Random(i));
            var (before, start) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
            try
            {
                using var image = ImageDecoder.Decode(mutant, Preprocessing.Default,
                    Decoded.Options(options => options.MaxPixels = MaxSide * MaxSide));
                decoded++;
            }
            catch (UnsupportedImageException)
            {
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"Mutant {i}: {error}");
            }
            var (elapsed, allocated) = (Environment.CpuUsage.TotalTime - start, GC.GetAllocatedBytesForCurrentThread() - before);
            if (elapsed > slowest) slowest = elapsed;
            if (allocated > largest) largest = allocated;
            // The time is that of the process, which other tests share unless this one was asked for.
            if (FuzzBudget.IsAsked) Assert.True(elapsed < Longest, $"Mutant {i} took {elapsed}.");
            Assert.True(allocated < (long)MaxMegabytes << 20, $"Mutant {i} took {allocated >> 20} MB.");
        }
        output.WriteLine($"dicom: {i} mutants, {decoded} decoded, {refused} refused, "
            + $"slowest {slowest.TotalMilliseconds:0} ms, largest {largest >> 10} KiB");
        Assert.True(decoded > 0 && refused > 0);
    }

    private static List<byte[]> Seeds()
    {
        var grey = TestImage.Ramp(32, 32, 12);
        var colour = new TestImage(32, 32, [.. Enumerable.Range(0, 3072).Select(i => i * 7 % 256)]) { SamplesPerPixel = 3, Photometric =
            "RGB" };
        var table = new DicomWriter().UInt16(0x0028_3002, 64, 0, 12).Words(0x0028_3006, "OW", [.. Enumerable.Range(0, 64)]);
        var groups = new DicomWriter()
            .Sequence(0x0028_9132, true, new DicomWriter().Text(0x0028_1050, "DS", "500").Text(0x0028_1051, "DS", "900"));
        var rich = grey.Write().Sequence(0x0028_3010, true, table).Sequence(0x0028_3000, false, table).Sequence(0x5200_9230, true, groups)
            .Text(0x0028_1050, "DS", "500").Text(0x0028_1051, "DS", "900").UInt16(0x0028_0120, 5);
        var palette = (colour with { SamplesPerPixel = 1, Photometric = "PALETTE COLOR", Samples = colour.Samples[..1024] }).Write();
        for (var i = 0U; i < 3; i++) palette.UInt16(0x0028_1101 + i, 256, 0, 16).Words(0x0028_1221 + i, "OW", 0, 1, 0, 1, 255, 65535);
        var ls = Convert.FromHexString("FFD8FFF7000B080004000401011100FFDA0008010100000000"
            + "00C000006C80208E01C00000574000006EE6000001BC18000005D800009160FFD9");
        using var bitmap = new SkiaSharp.SKBitmap(new SkiaSharp.SKImageInfo(32, 32, SkiaSharp.SKColorType.Gray8,
            SkiaSharp.SKAlphaType.Opaque));
        for (var i = 0; i < 1024; i++) bitmap.SetPixel(i % 32, i / 32, new SkiaSharp.SKColor((byte)(i * 5), (byte)(i * 5), (byte)(i * 5)));
        using var jpeg = bitmap.Encode(SkiaSharp.SKEncodedImageFormat.Jpeg, 80);
        List<byte[]> seeds =
        [
            rich.File(DicomWriter.ExplicitLittleEndian), rich.File(DicomWriter.ImplicitLittleEndian),
                rich.File(DicomWriter.ExplicitBigEndian),
            rich.File(DicomWriter.DeflatedLittleEndian), rich.DataSet(true, false), palette.File(DicomWriter.ExplicitLittleEndian),
            colour.Encapsulate(RleWriter.Pack(colour)).File(DicomWriter.Rle), grey.Encapsulate(RleWriter.Pack(grey)).File(DicomWriter.Rle),
            grey.Encapsulate(new LosslessJpegWriter(6).Write(grey)).File(DicomWriter.JpegLossless),
            colour.Encapsulate(new LosslessJpegWriter(1, 4).Write(colour)).File(DicomWriter.JpegLosslessSv1),
            new TestImage(4, 4, new int[16]).Encapsulate(ls).File(DicomWriter.JpegLs),
            new TestImage(32, 32, new int[1024]).Encapsulate(jpeg.ToArray()).File(DicomWriter.JpegBaseline),
        ];
        string[] others = ["JPEG-lossy.dcm", "MR_small_jpeg_ls_lossless.dcm", "MR_small_RLE.dcm", "SC_rgb_jpeg_dcmtk.dcm",
            "SC_rgb_rle_2frame.dcm", "CT_small.dcm", "badVR.dcm"];
        foreach (var path in others.Select(name => Path.Combine("/usr/lib/python3/dist-packages/pydicom/data/test_files", name))
            .Where(File.Exists))
            if (new FileInfo(path).Length < 40_000) seeds.Add(File.ReadAllBytes(path));
        return seeds;
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var bytes = (byte[])seed.Clone();
        for (var n = random.Next(1, 9); n > 0; n--)
        {
            var at = random.Next(bytes.Length);
            if (random.Next(3) == 0) at = random.Next(Math.Min(bytes.Length, 900)); // headers
            switch (random.Next(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.AsSpan(at, Math.Min(random.Next(1, 5), bytes.Length - at)).Fill(0xFF); break; // a length
                case 3: bytes.AsSpan(at, Math.Min(random.Next(1, 9), bytes.Length - at)).Clear(); break;
                default: bytes.AsSpan(random.Next(bytes.Length))[..1].CopyTo(bytes.AsSpan(at)); break;
            }
        }
        return random.Next(4) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }
}

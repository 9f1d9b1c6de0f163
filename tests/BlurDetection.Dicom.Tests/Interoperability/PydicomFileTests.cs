using BlurDetection.Dicom.Tests.Support;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Tests.Interoperability;

/// <summary>The files that pydicom is tested with.</summary>
public sealed class PydicomFileTests
{
    public static TheoryData<string, int> Images() => new()
    {
        { "ExplVR_BigEnd.dcm", 1 }, { "SC_jpeg_no_color_transform.dcm", 1 }, { "SC_jpeg_no_color_transform_2.dcm", 1 },
        { "SC_rgb_dcmtk_+eb+cr.dcm", 1 },
        { "SC_rgb_dcmtk_+eb+cy+n2.dcm", 1 }, { "SC_rgb_dcmtk_+eb+cy+s2.dcm", 1 }, { "SC_rgb_dcmtk_+eb+cy+s4.dcm", 1 },
        { "SC_rgb_jpeg_app14_dcmd.dcm", 1 },
        { "SC_rgb_jpeg_dcmd.dcm", 1 }, { "SC_rgb_jpeg_dcmtk.dcm", 1 }, { "SC_rgb_jpeg_gdcm.dcm", 1 }, { "SC_rgb_rle.dcm", 1 },
        { "SC_rgb_rle_16bit.dcm", 1 },
        { "SC_rgb_rle_16bit_2frame.dcm", 2 }, { "SC_rgb_rle_2frame.dcm", 2 }, { "SC_rgb_rle_32bit.dcm", 1 },
        { "SC_rgb_rle_32bit_2frame.dcm", 2 },
        { "SC_rgb_small_odd.dcm", 1 }, { "SC_rgb_small_odd_jpeg.dcm", 1 }, { "SC_ybr_full_422_uncompressed.dcm", 1 },
        { "image_dfl.dcm", 1 },
        { "MR_small.dcm", 1 }, { "MR_small_RLE.dcm", 1 }, { "MR_small_bigendian.dcm", 1 }, { "MR_small_expb.dcm", 1 },
        { "MR_small_implicit.dcm", 1 },
        { "MR_small_jpeg_ls_lossless.dcm", 1 }, { "MR_small_padded.dcm", 1 },
    };

    [SkippableTheory]
    [MemberData(nameof(Images))]
    public void EveryFrameLooksAsInDcmtk(string name, int frames)
    {
        var file = File.ReadAllBytes(Tools.Pydicom(name));
        var program = name.Contains("_ls_") ? "dcml2pnm" : "dcmj2pnm";
        var window = name.StartsWith("MR_") ? "+Wi 1" : "";
        for (var frame = 0; frame < frames; frame++)
        {
            var expected = PortableAnyMap.Read(Tools.Dcmtk(program, $"{window} +F {frame + 1} +op", file, ".pnm"), out var channels);
            var actual = Decoded.Colours(file, options => options.Page = frame);
            Assert.Equal(expected.Length / channels, actual.Length);
            // dcmtk rounds to whole levels, colours twice
            for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i / channels][i % channels], 1.5);
        }
    }

    [SkippableFact]
    public void ColoursThatAJpegStoresAsLumaAreNotTakenForRedGreenAndBlue()
    {
        var colours = Decoded.Colours(File.ReadAllBytes(Tools.Pydicom("SC_rgb_jpeg_lossy_gdcm.dcm"))); // the file says RGB
        Assert.All(colours[0].Zip([255f, 0f, 0f]), pair => Assert.Equal(pair.Second, pair.First, 3.0));
    }

    [SkippableTheory]
    [InlineData("JPEG-lossy.dcm", 256 * 1024)]
    [InlineData("JPGExtended.dcm", 256 * 1024)]
    [InlineData("CT_small.dcm", 128 * 128)]
    [InlineData("rtdose.dcm", 100)]
    [InlineData("rtdose_rle.dcm", 100)]
    [InlineData("rtdose_expb.dcm", 100)]
    [InlineData("badVR.dcm", 100)]
    public void PicturesWithoutWindowAreStretched(string name, int pixels)
    {
        var (luma, info) = Decoded.Luma(File.ReadAllBytes(Tools.Pydicom(name)));
        Assert.Equal(pixels, luma.Length);
        Assert.NotNull(info.Range);
        Assert.True(luma.Max() - luma.Min() > 200);
    }

    [SkippableTheory]
    [InlineData("693_J2KI.dcm", "JPEG 2000 (1.2.840.10008.1.2.4.91)")]
    [InlineData("JPEG2000.dcm", "JPEG 2000 (1.2.840.10008.1.2.4.91)")]
    [InlineData("MR_small_jp2klossless.dcm", "JPEG 2000 (Lossless Only) (1.2.840.10008.1.2.4.90)")]
    [InlineData("SC_rgb_gdcm_KY.dcm", "JPEG 2000 (1.2.840.10008.1.2.4.91)")]
    [InlineData("MR_truncated.dcm", "cut short")]
    [InlineData("rtplan.dcm", "Pixel Data")]
    [InlineData("rtplan_truncated.dcm", "cut short")]
    [InlineData("test-SR.dcm", "Pixel Data")]
    [InlineData("UN_sequence.dcm", "Pixel Data")]
    [InlineData("liver_1frame.dcm", "1 bit")]
    [InlineData("waveform_ecg.dcm", "Pixel Data")]
    public void WhatIsNotDecodedIsNamed(string name, string named) =>
        Assert.Contains(named, Decoded.Error(File.ReadAllBytes(Tools.Pydicom(name))).Message);

    [SkippableFact]
    public void AnyFileGivesAPictureOrATypedError()
    {
        var folder = Path.GetDirectoryName(Tools.Pydicom("CT_small.dcm"))!;
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            try
            {
                Decoded.Luma(File.ReadAllBytes(path));
            }
            catch (UnsupportedImageException)
            {
            }
        }
    }
}

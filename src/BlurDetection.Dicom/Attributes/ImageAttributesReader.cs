using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Attributes;

/// <summary>Reads how the samples are stored, and refuses what contradicts itself.</summary>
internal static class ImageAttributesReader
{
    private const string Instead = "Export the image as 8 or 16 bit grey or as RGB.";

    /// <exception cref="UnsupportedImageException">An element is missing, out of its range, or of a kind that is not decoded.</exception>
    public static ImageAttributes Read(DataSet set)
    {
        var samples = set.UInt16(Tags.SamplesPerPixel) ?? 1;
        if (samples is not (1 or 3)) throw DicomErrors.Unsupported($"has {samples} samples a pixel", Instead);
        var allocated = Required(set, Tags.BitsAllocated, "Bits Allocated");
        if (allocated is not (8 or 16 or 32)) throw DicomErrors.Unsupported($"allocates {allocated} bits to a sample", Instead);
        var stored = set.UInt16(Tags.BitsStored) ?? allocated;
        if (stored < 1 || stored > allocated) throw DicomErrors.OutOfRange(Tags.BitsStored, "Bits Stored", stored, $"1 to {allocated}");
        var high = set.UInt16(Tags.HighBit) ?? stored - 1;
        if (high < stored - 1 || high >= allocated)
            throw DicomErrors.OutOfRange(Tags.HighBit, "High Bit", high, $"{stored - 1} to {allocated - 1}");
        var photometric = ReadPhotometric(set, samples);
        var attributes = new ImageAttributes
        {
            Rows = AtLeastOne(set, Tags.Rows, "Rows"),
            Columns = AtLeastOne(set, Tags.Columns, "Columns"),
            Frames = Frames(set),
            SamplesPerPixel = samples,
            Photometric = photometric,
            Planar = samples == 3 && set.UInt16(Tags.PlanarConfiguration) == 1,
            BitsAllocated = allocated,
            BitsStored = stored,
            HighBit = high,
            Signed = set.UInt16(Tags.PixelRepresentation) == 1,
        };
        if (allocated == 32 && photometric == Photometric.Palette) throw DicomErrors.Unsupported("has palette indices of 32 bits", Instead);
        return attributes;
    }

    private static Photometric ReadPhotometric(DataSet set, int samples)
    {
        var photometric = set.Text(Tags.PhotometricInterpretation) switch
        {
            "MONOCHROME1" => Photometric.Monochrome1,
            "MONOCHROME2" => Photometric.Monochrome2,
            "PALETTE COLOR" => Photometric.Palette,
            "RGB" => Photometric.Rgb,
            "YBR_FULL" => Photometric.YbrFull,
            "YBR_FULL_422" => Photometric.YbrFull422,
            "YBR_PARTIAL_422" or "YBR_PARTIAL_420" => Photometric.YbrPartial422,
            "YBR_ICT" or "YBR_RCT" => Photometric.Jpeg2000Colour,
            "" => samples == 1 ? Photometric.Monochrome2 : Photometric.Rgb, // older files leave it out
            _ => throw DicomErrors.Unsupported("has a Photometric Interpretation (0028,0004) that is not grey, palette, RGB or YBR",
                Instead),
        };
        var wanted = photometric is Photometric.Monochrome1 or Photometric.Monochrome2 or Photometric.Palette ? 1 : 3;
        return samples == wanted ? photometric
            : throw DicomErrors.OutOfRange(Tags.SamplesPerPixel, "Samples per Pixel", samples, $"{wanted}");
    }

    private static int Frames(DataSet set)
    {
        if (!set.Has(Tags.NumberOfFrames)) return 1;
        var frames = set.Number(Tags.NumberOfFrames) ?? 1;
        return frames is >= 0 and <= int.MaxValue ? Math.Max(1, (int)frames)
            : throw DicomErrors.Damaged("Number of Frames (0028,0008) is impossible");
    }

    private static int AtLeastOne(DataSet set, uint tag, string name) =>
        Required(set, tag, name) is var value and > 0 ? value : throw DicomErrors.OutOfRange(tag, name, 0, "1 or more");

    private static ushort Required(DataSet set, uint tag, string name) => set.UInt16(tag) ?? throw DicomErrors.Missing(tag, name);
}

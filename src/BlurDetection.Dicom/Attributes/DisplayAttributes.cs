using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Attributes;

/// <summary>How stored values become modality values, and these grey (PS3.3, C.11.1 and C.11.2).</summary>
internal sealed record DisplayAttributes
{
    public double Slope { get; init; } = 1;

    public double Intercept { get; init; }

    public LookupTable? ModalityLut { get; init; }

    public LookupTable? VoiLut { get; init; }

    public Window? Window { get; init; }

    /// <summary>The smallest and largest stored value that the file claims.</summary>
    public (double Smallest, double Largest)? Claimed { get; init; }

    /// <summary>The stored values that fill the frame outside of the image.</summary>
    public (int Low, int High)? Padding { get; init; }

    /// <summary>The rectangles of an ultrasound image that hold image data; empty where the file does not say.</summary>
    public IReadOnlyList<PixelRegion> UltrasoundRegions { get; init; } = [];

    /// <exception cref="UnsupportedImageException">A look-up table is damaged.</exception>
    public static DisplayAttributes Read(DataSet set, ImageAttributes image)
    {
        var rescale = Group(set, Tags.PixelValueTransformationSequence) is { } own && own.Number(Tags.RescaleSlope) is not null ? own : set;
        var modality = LookupTable.Read(set.Item(Tags.ModalityLutSequence), image.Signed);
        var slope = rescale.Number(Tags.RescaleSlope) is { } given and not 0 ? given : 1;
        var intercept = rescale.Number(Tags.RescaleIntercept) ?? 0;
        var signedValues = modality is null && (image.Signed || intercept < 0);
        var voi = Group(set, Tags.FrameVoiLutSequence);
        return new DisplayAttributes
        {
            Slope = slope,
            Intercept = intercept,
            ModalityLut = modality,
            VoiLut = LookupTable.Read(set.Item(Tags.VoiLutSequence), signedValues),
            Window = (voi is null ? null : Window.Read(voi)) ?? Window.Read(set),
            Claimed = Pair(set, Tags.SmallestImagePixelValue, Tags.LargestImagePixelValue, image),
            Padding = Pair(set, Tags.PixelPaddingValue, Tags.PixelPaddingRangeLimit, image) ?? Single(set, Tags.PixelPaddingValue, image),
            UltrasoundRegions = [.. set.Items(Tags.SequenceOfUltrasoundRegions).Select(PixelRegion.Read).OfType<PixelRegion>()],
        };
    }

    /// <summary>What a file says of this frame by itself, else of all its frames.</summary>
    private static DataSet? Group(DataSet set, uint sequence) =>
        set.Item(Tags.PerFrameFunctionalGroups)?.Item(sequence) ?? set.Item(Tags.SharedFunctionalGroups)?.Item(sequence);

    private static (int, int)? Pair(DataSet set, uint first, uint second, ImageAttributes image) =>
        Stored(set, first, image) is { } a && Stored(set, second, image) is { } b ? (Math.Min(a, b), Math.Max(a, b)) : null;

    private static (int, int)? Single(DataSet set, uint tag, ImageAttributes image) =>
        Stored(set, tag, image) is { } value ? (value, value) : null;

    private static int? Stored(DataSet set, uint tag, ImageAttributes image) =>
        set.UInt16(tag) is { } value ? image.Signed ? (short)value : value : null;
}

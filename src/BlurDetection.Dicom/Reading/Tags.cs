namespace BlurDetection.Dicom.Reading;

/// <summary>The data elements that are read (PS3.6); everything else in a file is skipped unseen.</summary>
internal static class Tags
{
    public const uint
        TransferSyntaxUid = 0x0002_0010,
        SequenceOfUltrasoundRegions = 0x0018_6011,
        RegionLocationMinX0 = 0x0018_6018,
        RegionLocationMinY0 = 0x0018_601A,
        RegionLocationMaxX1 = 0x0018_601C,
        RegionLocationMaxY1 = 0x0018_601E,
        SamplesPerPixel = 0x0028_0002,
        PhotometricInterpretation = 0x0028_0004,
        PlanarConfiguration = 0x0028_0006,
        NumberOfFrames = 0x0028_0008,
        Rows = 0x0028_0010,
        Columns = 0x0028_0011,
        BitsAllocated = 0x0028_0100,
        BitsStored = 0x0028_0101,
        HighBit = 0x0028_0102,
        PixelRepresentation = 0x0028_0103,
        SmallestImagePixelValue = 0x0028_0106,
        LargestImagePixelValue = 0x0028_0107,
        PixelPaddingValue = 0x0028_0120,
        PixelPaddingRangeLimit = 0x0028_0121,
        WindowCenter = 0x0028_1050,
        WindowWidth = 0x0028_1051,
        RescaleIntercept = 0x0028_1052,
        RescaleSlope = 0x0028_1053,
        VoiLutFunction = 0x0028_1056,
        RedPaletteDescriptor = 0x0028_1101,
        RedPaletteData = 0x0028_1201,
        RedPaletteSegments = 0x0028_1221,
        ModalityLutSequence = 0x0028_3000,
        LutDescriptor = 0x0028_3002,
        LutData = 0x0028_3006,
        VoiLutSequence = 0x0028_3010,
        FrameVoiLutSequence = 0x0028_9132,
        PixelValueTransformationSequence = 0x0028_9145,
        SharedFunctionalGroups = 0x5200_9229,
        PerFrameFunctionalGroups = 0x5200_9230,
        ExtendedOffsetTable = 0x7FE0_0001,
        FloatPixelData = 0x7FE0_0008,
        DoubleFloatPixelData = 0x7FE0_0009,
        PixelData = 0x7FE0_0010,
        Item = 0xFFFE_E000,
        ItemDelimitation = 0xFFFE_E00D,
        SequenceDelimitation = 0xFFFE_E0DD;

    /// <summary>The sequences that are looked into.</summary>
    public static bool IsSequence(uint tag) => tag is SequenceOfUltrasoundRegions or ModalityLutSequence or VoiLutSequence
        or FrameVoiLutSequence or PixelValueTransformationSequence or SharedFunctionalGroups or PerFrameFunctionalGroups;

    /// <summary>Whether a value is kept: those of groups that describe the person, the study and the place never are.</summary>
    public static bool IsRead(uint tag) => tag is TransferSyntaxUid or (>= SamplesPerPixel and <= LutData) or ExtendedOffsetTable
        or RegionLocationMinX0 or RegionLocationMinY0 or RegionLocationMaxX1 or RegionLocationMaxY1;
}

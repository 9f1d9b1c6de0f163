namespace BlurDetection.Dicom.Attributes;

/// <summary>How the samples of a frame are stored (PS3.3, C.7.6.3).</summary>
internal sealed record ImageAttributes
{
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    public required int Frames { get; init; }

    /// <summary>1 or 3.</summary>
    public required int SamplesPerPixel { get; init; }

    public required Photometric Photometric { get; init; }

    /// <summary>Whether all of one sample come before the next, rather than pixel by pixel.</summary>
    public required bool Planar { get; init; }

    /// <summary>8, 16 or 32.</summary>
    public required int BitsAllocated { get; init; }

    /// <summary>1 to <see cref="BitsAllocated"/>.</summary>
    public required int BitsStored { get; init; }

    /// <summary>The place of the highest bit that counts, from 0.</summary>
    public required int HighBit { get; init; }

    public required bool Signed { get; init; }

    public int BytesPerSample => BitsAllocated / 8;

    public bool IsColour => SamplesPerPixel == 3 || Photometric == Photometric.Palette;

    /// <summary>The smallest and the largest sample that the stored bits can hold.</summary>
    public (double Smallest, double Largest) StoredRange => Signed
        ? (-Math.Pow(2, BitsStored - 1), Math.Pow(2, BitsStored - 1) - 1)
        : (0, Math.Pow(2, BitsStored) - 1);

    /// <summary>Bytes of a frame that is not compressed.</summary>
    public long FrameBytes => Photometric is Photometric.YbrFull422 or Photometric.YbrPartial422
        ? (long)Rows * Columns * 2
        : (long)Rows * Columns * SamplesPerPixel * BytesPerSample;
}

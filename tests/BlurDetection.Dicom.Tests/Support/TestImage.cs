namespace BlurDetection.Dicom.Tests.Support;

/// <summary>A picture to be written as DICOM.</summary>
/// <param name="Samples">Pixel by pixel, as the reader must find them.</param>
internal sealed record TestImage(int Width, int Height, int[] Samples)
{
    public int SamplesPerPixel { get; init; } = 1;

    public string Photometric { get; init; } = "MONOCHROME2";

    public int BitsAllocated { get; init; } = 8;

    public int BitsStored { get; init; } = 8;

    public int? HighBit { get; init; }

    public bool Signed { get; init; }

    public bool Planar { get; init; }

    public int Frames { get; init; } = 1;

    /// <summary>Every value of the stored bits, or as many of them as there is room for.</summary>
    public static TestImage Ramp(int width, int height, int bits, int first = 0) =>
        new(width, height, [.. Enumerable.Range(0, width * height).Select(i => (int)((long)i * (1 << bits) / (width * height)) + first)])
        {
            BitsAllocated = bits > 8 ? 16 : 8, BitsStored = bits, Signed = first < 0,
        };

    /// <summary>The elements that describe the picture, and a patient.</summary>
    public DicomWriter Describe() => new DicomWriter()
        .Text(0x0008_0060, "CS", "DX")
        .Text(0x0008_0080, "LO", DicomWriter.Institution)
        .Text(0x0010_0010, "PN", DicomWriter.PatientName)
        .Text(0x0010_0020, "LO", DicomWriter.PatientId)
        .UInt16(0x0028_0002, SamplesPerPixel)
        .Text(0x0028_0004, "CS", Photometric)
        .UInt16(0x0028_0006, Planar ? 1 : 0)
        .Text(0x0028_0008, "IS", $"{Frames}")
        .UInt16(0x0028_0010, Height)
        .UInt16(0x0028_0011, Width)
        .UInt16(0x0028_0100, BitsAllocated)
        .UInt16(0x0028_0101, BitsStored)
        .UInt16(0x0028_0102, HighBit ?? BitsStored - 1)
        .UInt16(0x0028_0103, Signed ? 1 : 0);

    /// <summary>With its samples as they are.</summary>
    public DicomWriter Write()
    {
        var shift = (HighBit ?? BitsStored - 1) + 1 - BitsStored;
        var stored = Ordered().Select(sample => (sample & ((1 << BitsStored) - 1)) << shift).ToArray();
        if (BitsAllocated == 16) return Describe().Words(0x7FE0_0010, "OW", stored);
        byte[] bytes = [.. stored.Select(sample => (byte)sample)];
        return Describe().Bytes(0x7FE0_0010, "OB", bytes.Length % 2 == 0 ? bytes : [.. bytes, 0]);
    }

    /// <summary>With samples that a codec has compressed.</summary>
    public DicomWriter Encapsulate(params byte[][] frames) => (this with { Frames = frames.Length }).Describe().Fragments([], frames);

    /// <summary>The samples as they lie in the file: pixel by pixel or plane by plane.</summary>
    public int[] Ordered()
    {
        if (!Planar) return Samples;
        var (count, samples) = (SamplesPerPixel, Samples);
        return [.. Enumerable.Range(0, count)
            .SelectMany(sample => Enumerable.Range(0, samples.Length / count).Select(i => samples[i * count + sample]))];
    }
}

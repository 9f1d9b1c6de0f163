using BlurDetection.Jpeg;

namespace BlurDetection.Imaging;

/// <summary>Decodes the luma of a JPEG whose only scan holds all components, to the very pixels that libjpeg gives.</summary>
/// <remarks>Chroma's coefficients are passed over several at a time, and no more than a row of MCUs is held.</remarks>
internal static unsafe class SequentialLuma
{
    /// <summary>The image; null where anything about the file is unusual, damaged or missing: other decoders then say what.</summary>
    public static DecodedImage? TryDecode(ReadOnlySpan<byte> jpeg, in LumaFrame frame, in JpegHeader header, Preprocessing preprocessing)
    {
        if (!PairDct.IsSupported || frame.IsProgressive) return null;
        var tables = new JpegTables();
        for (var segments = new JpegSegments(jpeg); segments.MoveNext();)
        {
            if (segments.Marker is < 0xC0 or (>= 0xF0 and < 0xFE)) return null; // unknown ones, at which libjpeg stops
            if (segments.Marker == JpegMarkers.StartOfScan)
                return frame.HasAll(tables.Quantisation) ? TryDecodeScan(jpeg, segments, frame, header, preprocessing, tables) : null;
            if (!tables.TryRead(segments.Marker, segments.Body)) return null;
        }
        return null;
    }

    private static DecodedImage? TryDecodeScan(ReadOnlySpan<byte> jpeg, JpegSegments scan, in LumaFrame frame, in JpegHeader header,
        Preprocessing preprocessing, JpegTables tables)
    {
        var target = ResizeSpec.Of(preprocessing, header.UprightWidth, header.UprightHeight);
        var reduction = ResizeSpec.JpegReduction(header.UprightWidth, header.UprightHeight, target.Width, target.Height);
        var (width, height) = (ResizeSpec.Reduced(header.Width, reduction), ResizeSpec.Reduced(header.Height, reduction));
        var size = 8 / reduction;
        var reader = SequentialReader.TryCreate(frame, scan.Body, tables, size);
        if (reader is null) return null;
        using var assembler = new PlanarAssembler(RowMeaning.Grey, width, height, header.Orientation, preprocessing, target);
        return reader.TryRead(jpeg, scan.BodyOffset + scan.Body.Length, width, height, assembler)
            ? assembler.Complete(header.UprightWidth, header.UprightHeight, new ImageInfo { Format = ImageFormat.Jpeg }) : null;
    }
}

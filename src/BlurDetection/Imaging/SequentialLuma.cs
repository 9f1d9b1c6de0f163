using System.Buffers.Binary;
using BlurDetection.Jpeg;

namespace BlurDetection.Imaging;

/// <summary>Decodes the luma of a JPEG whose only scan holds all components, to the very pixels that libjpeg gives.</summary>
/// <remarks>Chroma's coefficients are passed over several at a time, and no more than a row of MCUs is held.</remarks>
internal static unsafe class SequentialLuma
{
    private const byte HuffmanTables = 0xC4, RestartInterval = 0xDD, QuantisationTables = 0xDB;

    /// <summary>The image; null where anything about the file is unusual, damaged or missing: other decoders then say what.</summary>
    public static DecodedImage? TryDecode(ReadOnlySpan<byte> jpeg, in LumaFrame frame, in JpegHeader header, Preprocessing preprocessing)
    {
        if (!PairDct.IsSupported || frame.IsProgressive) return null;
        var tables = new JpegHuffmanTable?[8];
        var quantisation = new int[]?[4];
        var interval = 0;
        for (var segments = new JpegSegments(jpeg); segments.MoveNext();)
        {
            switch (segments.Marker)
            {
                case HuffmanTables when !JpegHuffmanTable.TryRead(segments.Body, tables):
                case QuantisationTables when !LumaScans.TryReadQuantisation(segments.Body, quantisation):
                    return null;
                case RestartInterval when segments.Body.Length != 2:
                case < 0xC0 or (>= 0xF0 and < 0xFE): // unknown ones, at which libjpeg stops
                    return null;
                case RestartInterval:
                    interval = BinaryPrimitives.ReadUInt16BigEndian(segments.Body);
                    break;
                case JpegSegments.StartOfScan:
                    return frame.HasAll(quantisation)
                        ? TryDecodeScan(jpeg, segments, frame, header, preprocessing, tables, quantisation[frame.Quantisation]!, interval)
                        : null;
            }
        }
        return null;
    }

    private static DecodedImage? TryDecodeScan(ReadOnlySpan<byte> jpeg, JpegSegments scan, in LumaFrame frame, in JpegHeader header,
        Preprocessing preprocessing, JpegHuffmanTable?[] tables, int[] quantisation, int interval)
    {
        var target = ResizeSpec.Of(preprocessing, header.UprightWidth, header.UprightHeight);
        var reduction = ResizeSpec.JpegReduction(header.UprightWidth, header.UprightHeight, target.Width, target.Height);
        var (width, height) = (ResizeSpec.Reduced(header.Width, reduction), ResizeSpec.Reduced(header.Height, reduction));
        var size = 8 / reduction;
        var reader = SequentialReader.TryCreate(frame, scan.Body, tables, interval, quantisation, size);
        if (reader is null) return null;
        using var assembler = new PlanarAssembler(RowMeaning.Grey, width, height, header.Orientation, preprocessing, target);
        return reader.TryRead(jpeg, scan.BodyOffset + scan.Body.Length, width, height, assembler)
            ? assembler.Complete(header.UprightWidth, header.UprightHeight, new ImageInfo { Format = ImageFormat.Jpeg }) : null;
    }
}

using System.Buffers.Binary;
using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Decodes JPEG-LS, lossless and near-lossless (ISO/IEC 14495-1), since no package for .NET does.</summary>
internal static class JpegLsFrame
{
    public const string Codec = "JPEG-LS";
    private const int PresetParameters = 1, MaxInterleave = 2;

    /// <exception cref="UnsupportedImageException">The stream is damaged, cut short, or of a kind that is not decoded.</exception>
    public static StoredSamples Decode(ReadOnlySpan<byte> frame, ImageAttributes image, CancellationToken cancellationToken)
    {
        var header = JpegFrameHeader.Read(frame, image, Codec);
        if (header.Marker != JpegStream.JpegLsFrame) throw DicomErrors.Compressed(Codec, "its frame header is not one of JPEG-LS");
        if (!header.IsFullyResolved) throw DicomErrors.Compressed(Codec, "its components are subsampled");
        var planes = new SamplePlanes(header.Width, header.Height, header.ComponentIds.Length, header.Precision);
        var (preset, decoded) = (default(JpegLsPreset), 0);
        var stream = new JpegStream(frame);
        while (decoded < planes.Samples && stream.MoveNext())
        {
            switch (stream.Marker)
            {
                case JpegStream.JpegLsParameters when stream.Body is [PresetParameters, ..] && stream.Body.Length >= 11:
                    preset = JpegLsPreset.Read(stream.Body[1..]);
                    break;
                case JpegStream.RestartInterval when stream.Body.ContainsAnyExcept((byte)0):
                    throw DicomErrors.Unsupported("has a JPEG-LS frame with restart markers", "Export the image uncompressed.");
                case JpegStream.App8 when stream.Body.StartsWith("mrfx"u8) && !stream.Body.EndsWith((ReadOnlySpan<byte>)[0]):
                    throw DicomErrors.Unsupported("has a JPEG-LS frame with a colour transform", "Export the image uncompressed.");
                case JpegStream.StartOfScan:
                    decoded += Scan(header, planes, preset, stream.Body, stream.Rest, out var used, cancellationToken);
                    stream.Position += used;
                    break;
            }
        }
        return decoded >= planes.Samples ? planes.As(image) : throw DicomErrors.CutShort("its JPEG-LS frame lacks a scan");
    }

    /// <returns>How many components the scan held.</returns>
    private static int Scan(
        JpegFrameHeader header, SamplePlanes planes, JpegLsPreset preset, ReadOnlySpan<byte> body, ReadOnlySpan<byte> data, out int used,
        CancellationToken cancellationToken)
    {
        var count = body.Length > 0 ? body[0] : 0;
        if (count < 1 || count > planes.Samples || body.Length < 4 + 2 * count) throw Damaged();
        var components = new int[count];
        for (var i = 0; i < count; i++)
        {
            components[i] = Array.IndexOf(header.ComponentIds, body[1 + 2 * i]);
            if (components[i] < 0 || body[2 + 2 * i] != 0) throw Damaged(); // mapping tables are for palettes, which DICOM keeps outside
        }
        var (near, interleave, shift) = (body[1 + 2 * count], body[2 + 2 * count], body[3 + 2 * count] & 15);
        if (interleave > MaxInterleave || (interleave == 0) != (count == 1) || shift != 0) throw Damaged();
        if (JpegLsParameters.Create(header.Precision, near, preset) is not { } parameters) throw Damaged();
        var scan = new JpegLsScan(planes, components, parameters, bySample: interleave == MaxInterleave);
        used = scan.Decode(data, cancellationToken);
        return count;

        static UnsupportedImageException Damaged() => DicomErrors.Compressed(Codec, "a scan header is damaged");
    }
}

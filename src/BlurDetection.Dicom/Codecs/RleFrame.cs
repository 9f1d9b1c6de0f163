using System.Buffers.Binary;
using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Reading;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Decodes RLE: one PackBits segment for each byte of each sample, the highest byte first (PS3.5, annex G).</summary>
internal static class RleFrame
{
    private const int Header = 64, MaxSegments = 15;

    /// <exception cref="UnsupportedImageException">The segments are not those of the image, or end too soon.</exception>
    public static StoredSamples Decode(ReadOnlySpan<byte> frame, ImageAttributes image)
    {
        var (bytes, area) = (image.BytesPerSample, image.Rows * image.Columns);
        var segments = image.SamplesPerPixel * bytes;
        if (frame.Length < Header) throw DicomErrors.Compressed("RLE", $"it has {frame.Length} bytes, fewer than its header");
        var claimed = BinaryPrimitives.ReadUInt32LittleEndian(frame);
        if (claimed != segments || segments > MaxSegments)
            throw DicomErrors.Compressed("RLE", $"it has {claimed} segments, not {segments}");
        var parts = new Range[segments];
        for (var i = 0; i < segments; i++) parts[i] = Segment(frame, i, segments, area);
        var samples = new byte[(long)area * segments];
        for (var i = 0; i < segments; i++)
        {
            var (sample, place) = (i / bytes, bytes - 1 - i % bytes);
            if (!Unpack(frame[parts[i]], samples.AsSpan(sample * area * bytes, area * bytes), place, bytes)) throw CutShort(i);
        }
        return new StoredSamples(samples, image.Columns, image.Rows, image.SamplesPerPixel, bytes)
        {
            Planar = true, Bits = image.BitsStored, Shift = image.HighBit + 1 - image.BitsStored, Signed = image.Signed,
        };
    }

    /// <summary>Where a segment lies; refused before anything is allocated where it is shorter than the strongest packing makes
    /// it.</summary>
    private static Range Segment(ReadOnlySpan<byte> frame, int index, int segments, int area)
    {
        const int strongest = 64; // two bytes for a run of 128
        var start = BinaryPrimitives.ReadUInt32LittleEndian(frame[(4 + 4 * index)..]);
        var end = index + 1 < segments ? BinaryPrimitives.ReadUInt32LittleEndian(frame[(8 + 4 * index)..]) : (uint)frame.Length;
        if (start < Header || end < start || end > frame.Length)
            throw DicomErrors.Compressed("RLE", $"segment {index + 1} reaches from byte {start} to {end} of {frame.Length}");
        return (end - start) * (long)strongest >= area ? new Range((int)start, (int)end) : throw CutShort(index);
    }

    private static UnsupportedImageException CutShort(int index) =>
        DicomErrors.CutShort($"segment {index + 1} of its RLE frame ends before the last row");

    /// <summary>Unpacks a segment to every <paramref name="step"/>-th byte.</summary>
    private static bool Unpack(ReadOnlySpan<byte> packed, Span<byte> plane, int at, int step)
    {
        for (var i = 0; i < packed.Length && at < plane.Length;)
        {
            int control = (sbyte)packed[i++];
            if (control >= 0)
            {
                for (var n = Math.Min(control + 1, packed.Length - i); n > 0 && at < plane.Length; n--, at += step) plane[at] = packed[i++];
            }
            else if (control > -128 && i < packed.Length)
            {
                var value = packed[i++];
                for (var n = 1 - control; n > 0 && at < plane.Length; n--, at += step) plane[at] = value;
            }
        }
        return at >= plane.Length;
    }
}

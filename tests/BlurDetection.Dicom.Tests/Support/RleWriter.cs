namespace BlurDetection.Dicom.Tests.Support;

/// <summary>Packs a frame as RLE, with runs and literals (PS3.5, annex G).</summary>
internal static class RleWriter
{
    public static byte[] Pack(TestImage image)
    {
        var bytes = image.BitsAllocated / 8;
        var planes = (image with { Planar = image.SamplesPerPixel > 1 }).Ordered();
        var area = planes.Length / image.SamplesPerPixel;
        var segments = new List<byte[]>();
        for (var sample = 0; sample < image.SamplesPerPixel; sample++)
            for (var place = bytes - 1; place >= 0; place--)
                segments.Add(Segment([.. planes.Skip(sample * area).Take(area).Select(value => (byte)(value >> 8 * place))]));
        var (header, at) = (new byte[64], 64);
        BitConverter.TryWriteBytes(header, segments.Count);
        for (var i = 0; i < segments.Count; at += segments[i++].Length) BitConverter.TryWriteBytes(header.AsSpan(4 + 4 * i), at);
        return [.. header, .. segments.SelectMany(segment => segment)];
    }

    private static byte[] Segment(byte[] plane)
    {
        var packed = new List<byte>();
        for (var i = 0; i < plane.Length;)
        {
            var run = 1;
            while (run < 128 && i + run < plane.Length && plane[i + run] == plane[i]) run++;
            if (run > 1)
            {
                packed.AddRange([(byte)(1 - run), plane[i]]);
                i += run;
                continue;
            }
            var start = i++;
            while (i < plane.Length && i - start < 128 && (i + 1 == plane.Length || plane[i] != plane[i + 1])) i++;
            packed.Add((byte)(i - start - 1));
            packed.AddRange(plane[start..i]);
        }
        if (packed.Count % 2 == 1) packed.Add(0x80); // a byte that says nothing
        return [.. packed];
    }
}

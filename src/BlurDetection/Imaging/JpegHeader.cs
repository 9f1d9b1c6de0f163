using System.Buffers.Binary;
using BlurDetection.Jpeg;

namespace BlurDetection.Imaging;

/// <summary>What the segments before a JPEG's image data say.</summary>
/// <param name="Width">Width as stored.</param>
/// <param name="Height">Height as stored.</param>
/// <param name="IsYCbCr">Whether there are three components, luma and two chroma; told as libjpeg does.</param>
/// <param name="Orientation">Exif orientation, 1 to 8.</param>
internal readonly record struct JpegHeader(int Width, int Height, bool IsYCbCr, int Orientation)
{
    /// <summary>Width after the orientation is applied.</summary>
    public int UprightWidth => Imaging.Orientation.SwapsSides(Orientation) ? Height : Width;

    /// <summary>Height after the orientation is applied.</summary>
    public int UprightHeight => Imaging.Orientation.SwapsSides(Orientation) ? Width : Height;

    /// <summary>Reads up to the first scan; false if the structure is broken or there is no frame before it.</summary>
    public static bool TryRead(ReadOnlySpan<byte> jpeg, out JpegHeader header)
    {
        header = default;
        var orientation = 0;
        var isJfif = false;
        int? adobeTransform = null;
        ReadOnlySpan<byte> frame = default;
        for (var segments = new JpegSegments(jpeg); segments.MoveNext();)
        {
            var body = segments.Body;
            if (segments.Marker == 0xE1 && orientation == 0 && body.Length > 6 && body.StartsWith("Exif\0"u8))
                orientation = ExifOrientation.Read(body[6..]);
            else if (IsJfif(segments.Marker, body)) isJfif = true;
            else if (IsAdobe(segments.Marker, body)) adobeTransform = body[11];
            else if (JpegMarkers.IsFrame(segments.Marker)) frame = body;
            if (segments.Marker != JpegMarkers.StartOfScan) continue;
            if (frame.Length < 6) return false;
            var colours = frame[5] == 3 && frame.Length >= 15;
            var namedRgb = colours && frame[6] == 'R' && frame[9] == 'G' && frame[12] == 'B';
            var isYCbCr = colours && (isJfif || (adobeTransform is { } transform ? transform != 0 : !namedRgb));
            header = new(BinaryPrimitives.ReadUInt16BigEndian(frame[3..]), BinaryPrimitives.ReadUInt16BigEndian(frame[1..]), isYCbCr,
                Math.Max(1, orientation));
            return header is { Width: > 0, Height: > 0 };
        }
        return false;
    }

    /// <summary>Whether a decoder must hold all coefficients of a JPEG, and how many bytes that is a pixel: it is
    /// progressive, or has several scans.</summary>
    public static bool IsHeldWhole(ReadOnlySpan<byte> jpeg, int scans, out double bytesPerPixel)
    {
        bytesPerPixel = 0;
        for (var segments = new JpegSegments(jpeg); segments.MoveNext() && segments.Marker != JpegMarkers.StartOfScan;)
        {
            var body = segments.Body;
            if (!JpegMarkers.IsFrame(segments.Marker) || body.Length < 6 || body.Length < 6 + 3 * body[5]) continue;
            int mostH = 1, mostV = 1, samples = 0;
            for (var i = 0; i < body[5]; i++)
            {
                int h = body[7 + 3 * i] >> 4, v = body[7 + 3 * i] & 15;
                (mostH, mostV, samples) = (Math.Max(mostH, h), Math.Max(mostV, v), samples + h * v);
            }
            bytesPerPixel = 2.0 * samples / (mostH * mostV);
            return scans > 1 || segments.Marker is 0xC2 or 0xCA;
        }
        return false;
    }

    /// <summary>Names the kind of a JPEG that no decoder here takes; null for the usual ones (baseline, extended and
    /// progressive, 8 bits).</summary>
    public static string? KindNotDecoded(ReadOnlySpan<byte> jpeg)
    {
        for (var segments = new JpegSegments(jpeg); segments.MoveNext() && segments.Marker != JpegMarkers.StartOfScan;)
        {
            var marker = segments.Marker;
            var body = segments.Body;
            if (marker is 0xF7) return "JPEG-LS (ITU-T T.87)";
            if (!JpegMarkers.IsFrame(marker) || body.Length < 6) continue;
            if (marker is 0xC3 or 0xC7 or 0xCB or 0xCF) return "lossless JPEG (ITU-T T.81, process 14)";
            if (marker is 0xC5 or 0xC6 or 0xCD or 0xCE) return "hierarchical JPEG (ITU-T T.81, annex J)";
            if (marker is 0xC9 or 0xCA) return "arithmetically coded JPEG (ITU-T T.81, annex D)"; // which takes four times as long
            if (body[0] != 8) return $"JPEG of {body[0]} bits a sample";
        }
        return null;
    }

    /// <summary>Whether a segment is the one that makes three components YCbCr.</summary>
    public static bool IsJfif(byte marker, ReadOnlySpan<byte> body) => marker == 0xE0 && body.Length >= 14 && body.StartsWith("JFIF\0"u8);

    /// <summary>Whether a segment is Adobe's, whose 12th byte names the colour transform.</summary>
    public static bool IsAdobe(byte marker, ReadOnlySpan<byte> body) => marker == 0xEE && body.Length >= 12 && body.StartsWith("Adobe"u8);
}

using BlurDetection.Imaging;

namespace BlurDetection.Vips.Scenes;

/// <summary>Reads where an image lies from the tags of a GeoTIFF (OGC 19-008r4).</summary>
internal static class GeoTiff
{
    private const int PixelScale = 33550, TiePoints = 33922, Transformation = 34264, KeyDirectory = 34735;
    private const int RasterTypeKey = 1025, GeographicKey = 2048, ProjectedKey = 3072, PixelIsPoint = 2, UserDefined = 32767;

    public static GeoReference? Read(TiffDirectory directory)
    {
        int? epsg = null;
        var shift = 0.0;
        var keys = directory.Numbers(KeyDirectory, most: 4096);
        for (var i = 4; i + 4 <= keys.Length; i += 4)
        {
            if (keys[i + 1] != 0) continue; // the value is not in the directory itself
            if (keys[i] is ProjectedKey or GeographicKey && keys[i + 3] is > 0 and < UserDefined
                && (epsg is null || keys[i] == ProjectedKey))
                epsg = (int)keys[i + 3];
            if (keys[i] == RasterTypeKey && keys[i + 3] == PixelIsPoint) shift = 0.5;
        }
        GeoReference? reference = null;
        if (directory.Numbers(Transformation) is { Length: 16 } m) reference = new GeoReference(m[3], m[7], m[0], m[4], m[1], m[5], epsg);
        else if (directory.Numbers(PixelScale) is [> 0 and var scaleX, > 0 and var scaleY, ..]
            && directory.Numbers(TiePoints) is { Length: >= 6 } t)
            reference = new GeoReference(t[3] - t[0] * scaleX, t[4] + t[1] * scaleY, scaleX, 0, 0, -scaleY, epsg);
        if (reference is null || shift == 0) return reference;
        var (x, y) = reference.ToMap(-shift, -shift); // the tie point is the middle of a pixel
        return reference with { OriginX = x, OriginY = y };
    }
}

using BlurDetection.Imaging;

namespace BlurDetection.Magick.Fits;

/// <summary>Decodes FITS images of all depths itself: ImageMagick stretches them from the smallest to the largest sample, where one star
/// makes the rest black.</summary>
internal sealed class FitsDecoder : IImageDecoder
{
    private const int BottomRowFirst = 4; // as an Exif orientation

    public string Name => "FITS";

    public bool CanDecode(ReadOnlySpan<byte> encoded) => ImageFormatDetector.Detect(encoded) == ImageFormat.Fits;

    public DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request)
    {
        var planes = FitsPlane.All(encoded);
        if (planes.Count == 0)
            throw new UnsupportedImageException(
                "The FITS file holds no uncompressed image (tables and tile-compressed images are not decoded). Unpack it with funpack.");
        request.RequirePage(ImageFormat.Fits, planes.Count);
        var plane = planes[request.Page];
        request.RequireSize(ImageFormat.Fits, plane.Width, plane.Height);
        if (plane.Offset + plane.RowLength * plane.Height > encoded.Length) throw DecodingErrors.CutShort(ImageFormat.Fits, encoded.Length);
        var range = plane.IsBytes && request.Range.Window is null ? null : Measure(encoded, plane, request);
        using var builder = new DecodedImageBuilder(plane.Width, plane.Height, 1, request.Preprocessing, BottomRowFirst);
        var (row, hasData) = (new float[plane.Width], new byte[plane.Width]);
        for (var y = 0; y < plane.Height; y++)
        {
            var complete = plane.Read(encoded, y, row, hasData);
            range?.Apply(row, row);
            builder.AddRow(row, complete ? default : hasData);
        }
        return builder.Build(
            new ImageInfo { Format = ImageFormat.Fits, Decoder = Name, Page = request.Page, PageCount = planes.Count, Range = range });
    }

    private static SampleRange Measure(ReadOnlySpan<byte> encoded, FitsPlane plane, DecodingRequest request)
    {
        var statistics = new SampleStatistics();
        var (row, hasData) = (new float[plane.Width], new byte[plane.Width]);
        for (var y = 0; y < plane.Height; y++)
        {
            if (y % 64 == 0) request.CancellationToken.ThrowIfCancellationRequested();
            plane.Read(encoded, y, row, hasData);
            statistics.Add(row, hasData);
        }
        return statistics.Choose(request.Range, null, plane.Smallest, plane.Largest);
    }
}

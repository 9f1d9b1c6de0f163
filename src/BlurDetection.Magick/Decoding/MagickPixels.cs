using BlurDetection.Imaging;
using ImageMagick;

namespace BlurDetection.Magick.Decoding;

/// <summary>Reads one image with a coder of ImageMagick, and feeds its rows on.</summary>
internal static class MagickPixels
{
    private const int StripRows = 64;

    public static DecodedImage Decode(ReadOnlySpan<byte> encoded, ImageFormat format, MagickFormat coder, DecodingRequest request)
    {
        try
        {
            if (format == ImageFormat.Jpeg2000) Jpeg2000Header.Check(encoded, request);
            if (format == ImageFormat.Psd) PsdHeader.Check(encoded, request);
            var pages = CheckHeader(encoded, format, coder, request);
            using var image = new MagickImage();
            image.Progress += (_, progress) => progress.Cancel |= request.CancellationToken.IsCancellationRequested;
            image.Read(encoded, new MagickReadSettings { Format = coder, FrameIndex = (uint)request.Page, FrameCount = 1 });
            request.CancellationToken.ThrowIfCancellationRequested();
            request.RequireSize(format, image.Width, image.Height);
            var range = new MagickRange(image, format);
            // CMYK; linear light of EXR
            if (image.ColorSpace is not (ColorSpace.sRGB or ColorSpace.Gray)) image.ColorSpace = ColorSpace.sRGB;
            return Build(image, format, range, request, pages);
        }
        catch (MagickException error)
        {
            request.CancellationToken.ThrowIfCancellationRequested();
            throw new UnsupportedImageException(
                $"ImageMagick cannot decode the {format} file ({Detail(error)}). Copy or upload the file again, or save it again.", error);
        }
    }

    /// <summary>Refuses by the header alone what is too large or has no such page.</summary>
    /// <returns>Pages of the file.</returns>
    private static int CheckHeader(ReadOnlySpan<byte> encoded, ImageFormat format, MagickFormat coder, DecodingRequest request)
    {
        using var headers = new MagickImageCollection();
        var settings = new MagickReadSettings { Format = coder };
        // a PSD's first image is the whole one, the others are its layers, some of which ImageMagick refuses
        if (format == ImageFormat.Psd) (settings.FrameIndex, settings.FrameCount) = (0, 1);
        headers.Ping(encoded, settings);
        var pages = headers.Count;
        if (pages == 0) throw new UnsupportedImageException($"The {format} file holds no image. Copy or upload the file again.");
        request.RequirePage(format, pages);
        request.RequireSize(format, headers[request.Page].Width, headers[request.Page].Height);
        return pages;
    }

    private static DecodedImage Build(MagickImage image, ImageFormat format, MagickRange levels, DecodingRequest request, int pages)
    {
        var (width, height) = ((int)image.Width, (int)image.Height);
        // the others come upright
        var isTurned = format is ImageFormat.Tiff or ImageFormat.JpegXl;
        var orientation = isTurned && (int)image.Orientation is >= 1 and <= 8 and var turn ? turn : 1;
        using var builder = new DecodedImageBuilder(width, height, 3, request.Preprocessing, orientation);
        using var pixels = image.GetPixels();
        var range = levels.IsNeeded(request.Range) ? levels.Choose(Strips(), image.HasAlpha, request.Range) : null;
        var (shown, row, hasData) = (levels.Shown(range), new float[3 * width], new byte[width]);
        foreach (var strip in Strips())
        {
            for (var rest = strip.AsSpan(); !rest.IsEmpty; rest = rest[(width * (image.HasAlpha ? 4 : 3))..])
            {
                Spread(rest, image.HasAlpha, shown, row, hasData);
                builder.AddRow(row, image.HasAlpha ? hasData : default);
            }
        }
        return builder.Build(
            new ImageInfo { Format = format, Decoder = "ImageMagick", Page = request.Page, PageCount = pages, Range = range });

        IEnumerable<byte[]> Strips()
        {
            for (var y = 0; y < height; y += StripRows)
            {
                request.CancellationToken.ThrowIfCancellationRequested();
                yield return pixels.ToByteArray(0, y, (uint)width, (uint)Math.Min(StripRows, height - y), image.HasAlpha ? "RGBA" : "RGB")
                    ?? throw new UnsupportedImageException($"ImageMagick gives no pixels of the {format} file. Save it again.");
            }
        }
    }

    private static void Spread(ReadOnlySpan<byte> bytes, bool hasAlpha, ReadOnlySpan<float> shown, Span<float> row, Span<byte> hasData)
    {
        for (int x = 0, from = 0; x < hasData.Length; x++)
        {
            for (var c = 0; c < 3; c++) row[3 * x + c] = shown[bytes[from++]];
            if (hasAlpha) hasData[x] = (byte)(bytes[from++] > MagickRange.MostTransparent ? 1 : 0);
        }
    }

    // "MagickImage.cpp/Operation/123: `text' @ error/heic.c/...": what comes before the at sign.
    private static string Detail(MagickException error)
    {
        var end = error.Message.IndexOf(" @ ", StringComparison.Ordinal);
        return (end > 0 ? error.Message[..end] : error.Message).Trim();
    }
}

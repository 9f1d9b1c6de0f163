using BlurDetection.Buffers;
using BlurDetection.Jpeg;
using SkiaSharp;

namespace BlurDetection.Imaging;

/// <summary>Decodes with Skia: JPEG at its own reduced scale, row by row where Skia's decoder can, otherwise whole.</summary>
internal static class SkiaDecoder
{
    private const int StripRows = 16;
    private const int UpsideDown = 4; // as an Exif orientation
    private const byte MidGrey = 128;

    /// <summary>Decodes the first frame.</summary>
    public static DecodedImage Decode(
        ReadOnlySpan<byte> encoded, ImageFormat format, Preprocessing preprocessing, ImageDecoderOptions options)
    {
        if (format == ImageFormat.Jpeg && !JpegScans.LeavesGreyAtItsEnd(encoded))
        {
            switch (JpegScans.Check(encoded))
            {
                case JpegCompleteness.RowsMissing:
                    throw DecodingErrors.CutShort(format, encoded.Length);
                case JpegCompleteness.EndMarkerMissing:
                    using (var ended = new EndedJpeg(encoded)) return DecodeSound(ended.Span, format, preprocessing, options);
            }
        }
        return DecodeSound(encoded, format, preprocessing, options);
    }

    private static DecodedImage DecodeSound(
        ReadOnlySpan<byte> encoded, ImageFormat format, Preprocessing preprocessing, ImageDecoderOptions options)
    {
        if (format != ImageFormat.Jpeg || preprocessing.Channels != 1 || !JpegHeader.TryRead(encoded, out var header) || !header.IsYCbCr)
            return Decode(encoded, encoded.Length, format, RowMeaning.Colours, preprocessing, options);
        using var unconverted = new UnconvertedJpeg(encoded);
        return Decode(unconverted.Span, encoded.Length, format, RowMeaning.LumaFirst, preprocessing, options);
    }

    private static unsafe DecodedImage Decode(
        ReadOnlySpan<byte> encoded, int fileLength, ImageFormat format, RowMeaning meaning, Preprocessing preprocessing,
        ImageDecoderOptions options)
    {
        fixed (byte* bytes = encoded)
        {
            using var data = SKData.Create((nint)bytes, encoded.Length); // no copy: the codec is gone before the bytes are unpinned
            using var codec = SKCodec.Create(data) ?? throw WhyRefused(encoded, format);
            var stored = codec.Info;
            DecoderLimits.CheckFound(format, stored.Width, stored.Height, options);
            var orientation = format == ImageFormat.Png && PngHeader.TryRead(encoded, out var png) ? png.Orientation
                : (int)codec.EncodedOrigin;
            var (width, height) = Orientation.SwapsSides(orientation) ? (stored.Height, stored.Width) : (stored.Width, stored.Height);
            var target = ResizeSpec.Of(preprocessing, width, height);

            var info = WantedInfo(codec, format, orientation, target);
            if (info.ColorType == SKColorType.Gray8) meaning = RowMeaning.Grey;
            else if (info.AlphaType != SKAlphaType.Opaque) meaning = RowMeaning.ColoursAndAlpha;
            var bottomUp = codec.ScanlineOrder == SKCodecScanlineOrder.BottomUp; // BMP, which has no orientation of its own
            var inStrips = codec.StartScanlineDecode(info) == SKCodecResult.Success;
            if (bottomUp && inStrips) orientation = UpsideDown;
            using var assembler = new PlanarAssembler(meaning, info.Width, info.Height, orientation, preprocessing, target);
            var endsInGrey = inStrips
                ? DecodeStrips(codec, info, bottomUp, assembler, format, fileLength)
                : DecodeWhole(codec, info, assembler, format, fileLength);
            if (format == ImageFormat.Jpeg && endsInGrey && JpegScans.Check(encoded) == JpegCompleteness.RowsMissing)
                throw DecodingErrors.CutShort(format, fileLength);
            return assembler.Complete(width, height, new ImageInfo { Format = format });
        }
    }

    private static SKImageInfo WantedInfo(SKCodec codec, ImageFormat format, int orientation, (int Width, int Height) target)
    {
        var stored = codec.Info;
        var type = stored.ColorType == SKColorType.Gray8 ? SKColorType.Gray8 : SKColorType.Rgba8888;
        var alpha = stored.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul;
        var size = DecodedSize(codec, format, Orientation.SwapsSides(orientation) ? (target.Height, target.Width) : target);
        return new SKImageInfo(size.Width, size.Height, type, alpha); // no colour space: the numbers stay as they are stored
    }

    private static SKSizeI DecodedSize(SKCodec codec, ImageFormat format, (int Width, int Height) target)
    {
        var stored = codec.Info.Size;
        var reduction = format == ImageFormat.Jpeg ? ResizeSpec.JpegReduction(stored.Width, stored.Height, target.Width, target.Height) : 1;
        return reduction == 1 ? stored : codec.GetScaledDimensions(1f / reduction);
    }

    // Both say whether the last pixel is mid-grey.
    private static unsafe bool DecodeStrips(
        SKCodec codec, SKImageInfo info, bool bottomUp, PlanarAssembler assembler, ImageFormat format, int fileLength)
    {
        var strip = BoundedPool<byte>.Rent(StripRows * info.RowBytes);
        var endsInGrey = false;
        try
        {
            fixed (byte* rows = strip)
            {
                for (var y = 0; y < info.Height; y += StripRows)
                {
                    var wanted = Math.Min(StripRows, info.Height - y);
                    if (codec.GetScanlines((nint)rows, wanted, info.RowBytes) < wanted) throw DecodingErrors.CutShort(format, fileLength);
                    for (var i = 0; i < wanted; i++)
                    {
                        var row = bottomUp ? wanted - 1 - i : i; // Skia lays each strip out upright, though it starts at the bottom
                        assembler.AddRow(strip.AsSpan(row * info.RowBytes, info.RowBytes));
                    }
                    endsInGrey = EndsInGrey(strip.AsSpan((wanted - 1) * info.RowBytes, info.RowBytes), info);
                }
            }
            return endsInGrey;
        }
        finally
        {
            BoundedPool<byte>.Return(strip);
        }
    }

    private static bool DecodeWhole(SKCodec codec, SKImageInfo info, PlanarAssembler assembler, ImageFormat format, int fileLength)
    {
        using var image = new NativeBuffer((nuint)info.BytesSize64);
        switch (codec.GetPixels(info, image.Address, info.RowBytes, SKCodecOptions.Default))
        {
            case SKCodecResult.Success: break;
            case SKCodecResult.IncompleteInput: throw DecodingErrors.CutShort(format, fileLength);
            case var result: throw DecodingErrors.Damaged(format, $"Skia: {result}");
        }
        for (var y = 0; y < info.Height; y++) assembler.AddRow(image.Row((long)y * info.RowBytes, info.RowBytes));
        return EndsInGrey(image.Row((info.Height - 1L) * info.RowBytes, info.RowBytes), info);
    }

    // Luma of unconverted data is the first byte; colours may be rounded by one.
    private static bool EndsInGrey(ReadOnlySpan<byte> row, SKImageInfo info) =>
        Math.Abs(row[(info.Width - 1) * info.BytesPerPixel] - MidGrey) <= 1;

    private static UnsupportedImageException WhyRefused(ReadOnlySpan<byte> encoded, ImageFormat format) =>
        encoded.Length < 64 ? DecodingErrors.CutShort(format, encoded.Length) : DecodingErrors.Damaged(format, "its header cannot be read");
}

using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Regions;

/// <summary>What of an image is classified: a region, without the masked parts.</summary>
internal sealed class RegionSelection(ImageRegion? region, IReadOnlyList<ImageRegion> masks)
{
    public bool IsWhole => region is null && masks.Count == 0;

    /// <summary>This selection with what a source says of itself.</summary>
    public RegionSelection With(ImageSource source) =>
        source.Region is null && source.Masks is null ? this : new RegionSelection(source.Region ?? region, source.Masks ?? masks);

    /// <summary>A copy of what is classified, at the image's scale, with masked parts filled smoothly so that they hold
    /// no detail.</summary>
    /// <exception cref="ArgumentException">The region lies outside this image.</exception>
    public DecodedImage Apply(DecodedImage image)
    {
        var pixels = image.Pixels;
        var masked = masks.Select(mask => Rectangle(mask, image)).Where(mask => !mask.IsEmpty).ToList();
        if (masked.Count > 0) MaskFill.Fill(pixels, masked);
        var part = region is { } wanted ? Rectangle(wanted, image) : new PixelRectangle(0, 0, pixels.Width, pixels.Height);
        if (part.IsEmpty)
            throw new ArgumentException($"The region lies outside the image of {image.OriginalWidth}x{image.OriginalHeight}.");
        return Cut(image, part);
    }

    /// <summary>The map with no certainty in cells whose middle is masked.</summary>
    public BlurMap? WithoutMasked(BlurMap? map, int originalWidth, int originalHeight)
    {
        if (map is null || masks.Count == 0) return map;
        const int Fine = 1 << 16;
        var part = region is { } wanted ? PixelRectangle.Of(wanted, Fine, Fine, originalWidth, originalHeight)
            : new PixelRectangle(0, 0, Fine, Fine);
        var masked = masks.Select(mask => PixelRectangle.Of(mask, Fine, Fine, originalWidth, originalHeight)).ToList();
        var certainty = map.Certainty.ToArray();
        for (var i = 0; i < certainty.Length; i++)
        {
            var x = part.Left + (i % map.Width + 0.5) * part.Width / map.Width;
            var y = part.Top + (i / map.Width + 0.5) * part.Height / map.Height;
            if (masked.Exists(mask => x >= mask.Left && x < mask.Right && y >= mask.Top && y < mask.Bottom)) certainty[i] = 0;
        }
        return new BlurMap(map.Width, map.Height, map.Probability, certainty);
    }

    private static PixelRectangle Rectangle(ImageRegion region, DecodedImage image) =>
        PixelRectangle.Of(region, image.Pixels.Width, image.Pixels.Height, image.OriginalWidth, image.OriginalHeight);

    private static DecodedImage Cut(DecodedImage image, PixelRectangle part)
    {
        var from = image.Pixels;
        var buffer = BoundedPool<float>.Rent(from.Channels * part.Width * part.Height);
        for (var c = 0; c < from.Channels; c++)
            for (var y = 0; y < part.Height; y++)
                from.Pixels.Slice((c * from.Height + part.Top + y) * from.Width + part.Left, part.Width)
                    .CopyTo(buffer.AsSpan((c * part.Height + y) * part.Width));
        return new DecodedImage(new PlanarImage(from.Channels, part.Height, part.Width, buffer), buffer, image.OriginalWidth,
            image.OriginalHeight, image.Info)
        {
            Coverage = image.Coverage is null ? null : Cut(image.Coverage, from.Width, part),
        };
    }

    private static float[] Cut(float[] plane, int width, PixelRectangle part)
    {
        var cut = new float[part.Width * part.Height];
        for (var y = 0; y < part.Height; y++)
            plane.AsSpan((part.Top + y) * width + part.Left, part.Width).CopyTo(cut.AsSpan(y * part.Width));
        return cut;
    }
}

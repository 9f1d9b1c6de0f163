using BlurDetection.Imaging;

namespace BlurDetection.Magick.Photoshop;

/// <summary>Decodes the merged image of PSD and PSB of 16 bits itself, grey or RGB: ImageMagick keeps 8 bits of them, too few where a
/// file uses a small part of its range.</summary>
internal sealed class PsdDecoder : IImageDecoder
{
    public string Name => "PSD";

    public bool CanDecode(ReadOnlySpan<byte> encoded) => PsdImage.TryRead(encoded) is not null;

    public DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request)
    {
        var image = PsdImage.TryRead(encoded)!;
        request.RequirePage(ImageFormat.Psd, 1);
        request.RequireSize(ImageFormat.Psd, image.Width, image.Height);
        long[] rows = image.Rows(encoded);
        float[][] planes = [.. Enumerable.Range(0, image.Channels).Select(_ => new float[image.Width])];
        byte[] bytes = new byte[image.RowLength];
        var statistics = new SampleStatistics();
        for (int y = 0; y < image.Height; y++)
        {
            Read(encoded, image, rows, y, bytes, planes, request);
            foreach (float[] plane in planes) statistics.Add(plane);
        }
        var range = statistics.Choose(request.Range, null, 0, ushort.MaxValue);
        using var builder = new DecodedImageBuilder(image.Width, image.Height, image.Channels, request.Preprocessing);
        for (int y = 0; y < image.Height; y++)
        {
            Read(encoded, image, rows, y, bytes, planes, request);
            foreach (float[] plane in planes) range.Apply(plane, plane);
            if (planes is [var grey]) builder.AddRow(grey);
            else builder.AddRow(planes[0], planes[1], planes[2]);
        }
        return builder.Build(new ImageInfo { Format = ImageFormat.Psd, Decoder = Name, PageCount = 1, Range = range });
    }

    private static void Read(
        ReadOnlySpan<byte> encoded, PsdImage image, long[] rows, int y, byte[] bytes, float[][] planes, DecodingRequest request)
    {
        if (y % 64 == 0) request.CancellationToken.ThrowIfCancellationRequested();
        for (int channel = 0; channel < planes.Length; channel++) image.Read(encoded, rows, channel, y, bytes, planes[channel]);
    }
}

using BlurDetection.Imaging;

namespace BlurDetection.Tests.Support;

/// <summary>A decoder from outside the library: files that begin with "RAMP" hold three 12-bit images, each a horizontal ramp.</summary>
internal sealed class RampDecoder : IImageDecoder
{
    public const int Width = 64, Height = 48;

    public string Name { get; init; } = "ramp";

    public bool TakesPng { get; init; }

    public bool WaitsForCancellation { get; init; }

    public static byte[] File() => [.. "RAMP"u8, 1, 2, 3];

    public bool CanDecode(ReadOnlySpan<byte> encoded) =>
        encoded.StartsWith("RAMP"u8) || TakesPng && ImageFormatDetector.Detect(encoded) == ImageFormat.Png;

    public DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request)
    {
        if (WaitsForCancellation) request.CancellationToken.WaitHandle.WaitOne();
        request.CancellationToken.ThrowIfCancellationRequested();
        request.RequireSize(ImageFormat.Unknown, Width, Height);
        request.RequirePage(ImageFormat.Unknown, 3);
        var samples = Enumerable.Range(0, Width).Select(x => x * 4095f / (Width - 1)).ToArray();
        var statistics = new SampleStatistics();
        statistics.Add(samples);
        var range = statistics.Choose(request.Range, (0, 4095), 0, 65535);
        using var builder = new DecodedImageBuilder(Width, Height, 1, request.Preprocessing);
        range.Apply(samples, samples);
        for (var y = 0; y < Height; y++) builder.AddRow(samples);
        return builder.Build(new ImageInfo { Decoder = Name, Page = request.Page, PageCount = 3, Range = range });
    }
}

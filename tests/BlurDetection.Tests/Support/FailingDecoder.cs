using System.Text;
using BlurDetection.Imaging;

namespace BlurDetection.Tests.Support;

/// <summary>A decoder from outside the library that fails in the way which the file names, as a decoder should not.</summary>
internal sealed class FailingDecoder : IImageDecoder
{
    public static IReadOnlyList<string> Ways { get; } =
        ["invalid operation", "null reference", "out of memory", "cancelled", "input or output", "nothing", "too large", "two channels",
            "disposed"];

    public string Name => "failing";

    public static byte[] File(string way) => Encoding.ASCII.GetBytes($"FAIL{way}");

    public bool CanDecode(ReadOnlySpan<byte> encoded) => encoded.StartsWith("FAIL"u8);

    public DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request)
    {
        switch (Encoding.ASCII.GetString(encoded[4..]))
        {
            case "nothing": return null!;
            case "too large": return Image(new Preprocessing { LongSide = 4000 });
            case "two channels": return Image(request.Preprocessing with { Channels = 4 - request.Preprocessing.Channels });
            case "disposed":
                var image = Image(request.Preprocessing);
                image.Dispose();
                return image;
            case "null reference": throw new NullReferenceException("a fault of the decoder");
            case "out of memory": throw new OutOfMemoryException("a fault of the decoder");
            case "cancelled": throw new TaskCanceledException("a fault of the decoder");
            case "input or output": throw new IOException("a fault of the decoder");
            default: throw new InvalidOperationException("a fault of the decoder");
        }
    }

    private static DecodedImage Image(Preprocessing preprocessing)
    {
        using var builder = new DecodedImageBuilder(3000, 20, preprocessing.Channels, preprocessing);
        var row = new float[3000 * preprocessing.Channels];
        for (var y = 0; y < 20; y++) builder.AddRow(row);
        return builder.Build(new ImageInfo());
    }
}

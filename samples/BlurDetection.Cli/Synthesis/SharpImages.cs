using BlurDetection.Cli.Output;
using BlurDetection.Cli.Images;
using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;

namespace BlurDetection.Cli.Synthesis;

/// <summary>The sharp images of a run, decoded one at a time.</summary>
internal sealed class SharpImages(IReadOnlyList<ImageInput> sources, TextWriter error)
{
    // Larger than what is classified, so that scenes can be scaled down and lose the softness of their own.
    private static readonly Preprocessing Large = new() { LongSide = 2560 };

    /// <summary>Images that could not be read so far.</summary>
    public int Errors { get; private set; }

    /// <summary>Each image that can be decoded, with its name; the others are told to the user.</summary>
    public IEnumerable<(string Name, PlanarImage Luma)> Decode()
    {
        foreach (var source in sources)
            if (TryDecode(source) is { } image)
                using (image) yield return (source.Name, image.Pixels);
    }

    private DecodedImage? TryDecode(ImageInput source)
    {
        try
        {
            if (File.Exists(source.Name) && !ImageFiles.IsRegular(source.Name)) // whose opening waits for a writer
                throw new UnsupportedImageException("This is a pipe, a socket or a device, not a regular file; - reads from a pipe.");
            using var stream = source.Open();
            return ImageDecoder.Decode(stream, Large);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UnsupportedImageException or ImageTooLargeException)
        {
            Errors++;
            error.WriteLine(PlainText.Of($"{source.Name}: {Failure.Describe(e)}"));
            return null;
        }
    }
}

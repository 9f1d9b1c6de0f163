using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace BlurDetection.Cli.Output;

/// <summary>Small images with their names, side by side in a terminal: two pixels a character.</summary>
internal sealed class ContactSheet(IReadOnlyList<(string Name, PlanarImage Image)> cells) : Renderable
{
    /// <summary>Pixels of a cell's side, and characters of its width.</summary>
    public const int Side = 24;

    private const int Gap = 2;
    private static readonly Preprocessing Tiny = new() { Channels = 3, LongSide = Side };

    /// <summary>Reads images; those that cannot be read any more are left out.</summary>
    public static ContactSheet Of(IEnumerable<ImageEntry> entries)
    {
        List<(string, PlanarImage)> read = [];
        foreach (ImageEntry entry in entries)
        {
            try
            {
                using DecodedImage decoded = ImageDecoder.DecodeFile(entry.Path, Tiny);
                read.Add((entry.Row.FileName,
                    new PlanarImage(3, decoded.Pixels.Height, decoded.Pixels.Width, decoded.Pixels.Pixels.ToArray())));
            }
            catch (Exception e) when (e is UnsupportedImageException or IOException or UnauthorizedAccessException)
            {
                // it was readable a moment ago; the others are shown
            }
        }
        return new ContactSheet(read);
    }

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach ((string Name, PlanarImage Image)[] row in cells.Chunk(Math.Max(1, (maxWidth + Gap) / (Side + Gap))))
        {
            int lines = (row.Max(cell => cell.Image.Height) + 1) / 2;
            for (int line = 0; line < lines; line++)
            {
                foreach ((_, PlanarImage image) in row)
                {
                    for (int x = 0; x < Side; x++) yield return Pair(image, x, 2 * line);
                    yield return new Segment(new string(' ', Gap));
                }
                yield return Segment.LineBreak;
            }
            foreach ((string name, _) in row)
                yield return new Segment((name.Length > Side ? "…" + name[^(Side - 1)..] : name).PadRight(Side + Gap),
                    new Style(Color.Grey));
            yield return Segment.LineBreak;
        }
    }

    // the upper half of the character is its foreground, the lower half its background
    private static Segment Pair(PlanarImage image, int x, int y) => (At(image, x, y), At(image, x, y + 1)) switch
    {
        ({ } upper, { } lower) => new Segment("▀", new Style(upper, lower)),
        ({ } upper, null) => new Segment("▀", new Style(upper)),
        _ => new Segment(" "),
    };

    private static Color? At(PlanarImage image, int x, int y)
    {
        if (x >= image.Width || y >= image.Height) return null;
        (int at, int plane) = (y * image.Width + x, image.Width * image.Height);
        byte Value(int channel) => (byte)Math.Clamp(image.Pixels[channel * plane + at] + 0.5f, 0, 255);
        return new Color(Value(0), Value(1), Value(2));
    }
}

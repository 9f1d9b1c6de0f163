using Spectre.Console;
using Spectre.Console.Rendering;

namespace BlurDetection.Cli.Output;

/// <summary>A line of text that takes the place of the bars, which are then drawn again below it.</summary>
/// <remarks>Spectre writes over the bars and does not clear them, so that the end of a longer bar would stay beside the text.</remarks>
internal sealed class LineAboveBars(string text) : Renderable
{
    private const string EraseBelow = "\e[0J";

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        if (options.Ansi) yield return Segment.Control(EraseBelow);
        foreach (Segment segment in ((IRenderable)new Text(text)).Render(options, maxWidth)) yield return segment;
        yield return Segment.LineBreak;
    }
}

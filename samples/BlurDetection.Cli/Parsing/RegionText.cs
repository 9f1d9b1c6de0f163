using System.CommandLine.Parsing;

namespace BlurDetection.Cli.Parsing;

/// <summary>Reads a rectangle: "0.1,0,0.8,1" in shares of the sides, "10,20,300,200px" in pixels.</summary>
internal static class RegionText
{
    public static ImageRegion? Parse(ArgumentResult result, string name) =>
        result.Tokens is [{ Value: var text }] ? Parse(text, name, result) : null;

    /// <summary>The rectangle; an error is added to the result where the text is none.</summary>
    public static ImageRegion? Parse(string text, string name, ArgumentResult result)
    {
        bool inPixels = text.EndsWith("px", StringComparison.OrdinalIgnoreCase);
        string[] parts = (inPixels ? text[..^2] : text).Split(',');
        var n = new double[4];
        bool sound = parts.Length == 4;
        for (int i = 0; sound && i < 4; i++) sound = NumberText.TryRead(parts[i].Trim(), out n[i]);
        try
        {
            if (sound && inPixels && n.All(v => v == Math.Floor(v) && Math.Abs(v) < int.MaxValue))
                return ImageRegion.Pixels((int)n[0], (int)n[1], (int)n[2], (int)n[3]);
            if (sound && !inPixels) return ImageRegion.Shares(n[0], n[1], n[2], n[3]);
        }
        catch (ArgumentOutOfRangeException)
        {
            // empty or outside: the same help
        }
        result.AddError($"{name} is left,top,width,height inside the image: shares such as 0.1,0,0.8,1 or whole pixels such as " +
            $"10,20,300,200px, not '{text}'.");
        return null;
    }
}

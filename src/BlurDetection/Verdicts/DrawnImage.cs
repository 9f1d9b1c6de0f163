namespace BlurDetection.Verdicts;

/// <summary>Drawings, screens and pages whose edges can be measured, since nothing but edges is in them.</summary>
/// <remarks>
/// A network that learned on photographs takes steps that no lens has seen, and grounds without any noise, for all kinds of things. There
/// the width of the edges decides. Of 1,458 sharp images and as many blurred ones it speaks of four, scanned pages and the like, and is
/// right (docs/model-history.md).
/// </remarks>
internal static class DrawnImage
{
    private const int LeastEdges = 50;

    /// <summary>So much of the image must hold edges: a date on a frame says nothing of the frame.</summary>
    private const double LeastSpread = 0.25;

    /// <summary>Pixels that repeat their neighbour, pixels near two levels, and edges with clean ground, of a drawing.</summary>
    private const double LeastRepeated = 0.25, LeastOfTwoLevels = 0.6, LeastClean = 0.5;

    /// <summary>So many edges of a few rows, with so little clean ground, are no drawing's.</summary>
    private const int EnoughEdges = 100;
    private const double LeastCleanOfSomeRows = 0.2;

    /// <summary>The ground of a drawing is not dark, or half of it is not: discs with crisp edges on black are lamps out of
    /// focus.</summary>
    private const int DarkestGround = 128;
    private const double LeastOfHalves = 0.3, LeastOfBothHalves = 0.85;

    /// <summary>Pixels near two levels, of a page.</summary>
    private const double LeastPaper = 0.85;

    /// <summary>Paper under letters, and how much of them; strokes have narrow edges somewhere, cells on a slide do not.</summary>
    private const int DarkestPaper = 200, LeastEdgesOfText = 2000;
    private const double LeastOfSoftPaper = 0.55, MostLowOfText = 2.3;

    /// <summary>Widths of letters that a disc of about three pixels has softened.</summary>
    private const double SoftMedian = 1.8, SoftHigh = 2.5;

    /// <summary>Widths in pixels: half and nine tenths of the edges of a sharp drawing, half and a tenth of a blurred one's. A smoothed
    /// step that falls between two pixels is 2 wide.</summary>
    private const double SharpMedian = 2, SharpHigh = 2.1, BlurredMedian = 2.6, BlurredLow = 2;

    /// <summary>Whether a drawing is sharp.</summary>
    /// <param name="luma">The image, values 0 to 255.</param>
    /// <returns><see langword="null"/> for all that is no drawing, and where its edges are of many widths.</returns>
    public static bool? IsSharp(in LumaPlane luma)
    {
        if (LumaLevels.Repeated(luma) < LeastRepeated) return null;
        var levels = LumaLevels.Of(luma);
        if (!HasLightGround(levels)) return null;
        if (levels.TwoMain < LeastOfTwoLevels)
        {
            var some = EdgeProfile.OfSomeRows(luma);
            if (some.Count >= EnoughEdges && some.Clean < LeastCleanOfSomeRows) return null;
        }
        var edges = EdgeProfile.Of(luma);
        if (edges.Count < LeastEdges || edges.Spread < LeastSpread) return null;
        bool isClean = edges.Clean >= LeastClean;
        if (HasSharpEdges(edges) && (isClean || levels.TwoMain >= LeastOfTwoLevels)) return true;
        return isClean && edges.Median >= BlurredMedian && edges.Low >= BlurredLow ? false : null;
    }

    /// <summary>Whether an image with little in it is a page with something sharp on it, if only a word.</summary>
    public static bool IsSharpPage(in LumaPlane luma)
    {
        var levels = LumaLevels.Of(luma);
        if (levels.Main < DarkestGround || levels.TwoMain < LeastPaper) return false;
        var edges = EdgeProfile.Of(luma);
        return edges.Count >= LeastEdges && HasSharpEdges(edges);
    }

    /// <summary>Whether an image is a page full of letters whose edges are wider than those of print in focus, if only by a little: letters
    /// are hard to read long before a photograph looks blurred.</summary>
    public static bool IsSoftPage(in LumaPlane luma)
    {
        var levels = LumaLevels.Of(luma);
        if (levels.Main < DarkestPaper || levels.TwoMain < LeastOfSoftPaper) return false;
        var edges = EdgeProfile.Of(luma);
        return edges.Count >= LeastEdgesOfText && edges.Low <= MostLowOfText && edges.Median >= SoftMedian && edges.High >= SoftHigh;
    }

    private static bool HasLightGround(LumaLevels levels) => levels.Main >= DarkestGround
        || levels.Second >= DarkestGround && levels.SecondShare >= LeastOfHalves && levels.TwoMain >= LeastOfBothHalves;

    private static bool HasSharpEdges(EdgeProfile edges) => edges.Median <= SharpMedian && edges.High <= SharpHigh;
}

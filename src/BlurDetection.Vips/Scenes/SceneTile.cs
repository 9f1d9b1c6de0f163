namespace BlurDetection.Vips.Scenes;

/// <summary>The verdict on one tile of a scene.</summary>
/// <param name="Column">Column of tiles, from 0 at the left.</param>
/// <param name="Row">Row of tiles, from 0 at the top.</param>
/// <param name="Left">Left edge in pixels of the scene.</param>
/// <param name="Top">Top edge in pixels of the scene.</param>
/// <param name="Width">Width in pixels; the last column may be narrower.</param>
/// <param name="Height">Height in pixels; the last row may be lower.</param>
/// <param name="Verdict">Focus, blurred, or indeterminate where the tile holds no evidence.</param>
/// <param name="Reason">Why the verdict is indeterminate.</param>
/// <param name="Probability">Calibrated probability of blur, 0 to 1; without meaning where the verdict is indeterminate.</param>
/// <param name="DataShare">Share of the tile's pixels that hold data, 0 to 1.</param>
/// <param name="EvidenceShare">Share of the tile's area that holds evidence, 0 to 1.</param>
/// <param name="BlurredShare">Share of that area that is blurred, 0 to 1; 0 where there is no evidence.</param>
public sealed record SceneTile(
    int Column, int Row, int Left, int Top, int Width, int Height, BlurVerdict Verdict, IndeterminateReason Reason, double Probability,
    double DataShare, double EvidenceShare, double BlurredShare);

namespace BlurDetection.Web.Api;

/// <summary>Where an image is blurred: a grid of cells over the upright image, row by row.</summary>
/// <param name="Width">Cells in a row.</param>
/// <param name="Height">Rows.</param>
/// <param name="Probability">One byte a cell (base64): 0 = sharp, 255 = blurred.</param>
/// <param name="Certainty">One byte a cell (base64): 0 = no evidence there, 255 = much.</param>
internal sealed record ImageMap(int Width, int Height, byte[] Probability, byte[] Certainty)
{
    public static ImageMap? From(BlurMap? map) => map is null ? null
        : new(map.Width, map.Height, Bytes(map.Probability.Span), Bytes(map.Certainty.Span));

    private static byte[] Bytes(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)MathF.Round(Math.Clamp(values[i], 0, 1) * 255);
        return bytes;
    }
}

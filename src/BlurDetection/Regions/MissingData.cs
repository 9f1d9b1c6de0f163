using BlurDetection.Imaging;

namespace BlurDetection.Regions;

/// <summary>Takes the certainty of a map away where the image holds no data.</summary>
internal static class MissingData
{
    /// <summary>Each cell's certainty times the share of it that holds data.</summary>
    /// <param name="map">The map of <paramref name="image"/>.</param>
    /// <param name="image">What was classified.</param>
    public static BlurMap? WithoutMissing(BlurMap? map, DecodedImage image)
    {
        if (map is null || image.Coverage is not { } coverage) return map;
        var (width, height) = (image.Pixels.Width, image.Pixels.Height);
        var shares = new float[map.Width * map.Height];
        AreaDownscaler.Scale(coverage.AsSpan(0, width * height), width, height, map.Width, map.Height, shares);
        var certainty = map.Certainty.ToArray();
        for (var i = 0; i < certainty.Length; i++) certainty[i] *= Math.Clamp(shares[i], 0f, 1f);
        return new BlurMap(map.Width, map.Height, map.Probability, certainty);
    }
}

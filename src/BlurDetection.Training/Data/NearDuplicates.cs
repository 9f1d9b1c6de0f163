namespace BlurDetection.Training.Data;

/// <summary>Finds pictures that show the same scene: copies that were scaled, recompressed, brightened, or blurred.</summary>
/// <remarks>
/// A blurred picture and its sharp twin count as near-duplicates on purpose: on two sides of a split, the one would give the other away.
/// Candidates share at least one of the hash's eight bytes (true of any two hashes at most 7 bits apart), so the search is far below n squared.
/// </remarks>
public static class NearDuplicates
{
    /// <summary>Pairs of indices, the smaller first, that show the same scene.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="options">How alike is alike; the defaults where <see langword="null"/>.</param>
    public static IReadOnlyList<(int First, int Second)> FindPairs(IReadOnlyList<PictureFingerprint> pictures, NearDuplicateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        options ??= new NearDuplicateOptions();
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)options.MaxDistance, 7u, nameof(options));
        var pairs = new SortedSet<(int, int)>();
        for (int band = 0; band < 8; band++)
        {
            foreach (int[] bucket in Buckets(pictures, band * 8))
                for (int i = 1; i < bucket.Length; i++)
                    for (int j = 0; j < i; j++)
                        if (AreAlike(pictures[bucket[j]], pictures[bucket[i]], options))
                            pairs.Add((bucket[j], bucket[i]));
        }
        return [.. pairs];
    }

    private static IEnumerable<int[]> Buckets(IReadOnlyList<PictureFingerprint> pictures, int shift) =>
        Enumerable.Range(0, pictures.Count).GroupBy(i => (byte)(pictures[i].PerceptualHash >> shift)).Select(g => g.ToArray());

    private static bool AreAlike(PictureFingerprint a, PictureFingerprint b, NearDuplicateOptions options) =>
        PerceptualHash.Distance(a.PerceptualHash, b.PerceptualHash) <= options.MaxDistance
        && (a.ContentHash == b.ContentHash || Correlation(a.Thumbnail.Span, b.Thumbnail.Span) >= options.MinCorrelation);

    // Pearson's; two flat thumbnails tell nothing about the scene, so they are not alike
    private static double Correlation(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        double sumA = 0, sumB = 0, squareA = 0, squareB = 0, product = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sumA += a[i];
            sumB += b[i];
            squareA += a[i] * a[i];
            squareB += b[i] * b[i];
            product += a[i] * b[i];
        }
        double varianceA = squareA - sumA * sumA / a.Length, varianceB = squareB - sumB * sumB / a.Length;
        return varianceA < a.Length || varianceB < a.Length ? 0 : (product - sumA * sumB / a.Length) / Math.Sqrt(varianceA * varianceB);
    }
}

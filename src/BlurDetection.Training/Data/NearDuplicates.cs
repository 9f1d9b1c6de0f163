using System.Collections.Concurrent;

namespace BlurDetection.Training.Data;

/// <summary>Finds pictures that show the same scene: copies that were scaled, recompressed, brightened, or blurred.</summary>
/// <remarks>
/// A blurred picture and its sharp twin count as near-duplicates on purpose: on two sides of a split, the one would give the other away.
/// Every pair is looked at: two instructions a pair, a second or two for 50,000 pictures.
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
        var pairs = new ConcurrentBag<(int, int)>();
        ulong[] hashes = [.. pictures.Select(p => p.PerceptualHash)];
        Parallel.For(1, hashes.Length, i =>
        {
            for (int j = 0; j < i; j++)
                if (PerceptualHash.Distance(hashes[i], hashes[j]) <= options.MaxDistance && AreAlike(pictures[i], pictures[j], options.MinCorrelation))
                    pairs.Add((j, i));
        });
        return [.. pairs.Order()];
    }

    private static bool AreAlike(PictureFingerprint a, PictureFingerprint b, double minCorrelation) =>
        a.ContentHash == b.ContentHash || Correlation(a.Thumbnail.Span, b.Thumbnail.Span) >= minCorrelation;

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

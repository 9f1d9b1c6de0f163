namespace BlurDetection.Evaluation.Data;

/// <summary>Finds images that show the same scene: copies that were scaled, recompressed, brightened, or blurred.</summary>
/// <remarks>
/// A blurred image and its sharp twin count as near-duplicates on purpose: on two sides of a split, the one would give the other away.
/// Every pair is looked at: two instructions a pair, a second or two for 50,000 images. Memory grows with the images,
/// not with the pairs: of a thousand frames of one scene, 999 pairs are told.
/// </remarks>
internal static class NearDuplicates
{
    // what a block finds is held until it is tied together
    private const int Block = 1024;

    /// <summary>Pairs of indices, the smaller first, that show the same scene: enough of them to tie together what belongs together, at
    /// most one fewer than images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="options">How alike is alike; the defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static IReadOnlyList<(int First, int Second)> FindPairs(
        IReadOnlyList<ImageFingerprint> images, NearDuplicateOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(images);
        options ??= new NearDuplicateOptions();
        OptionsValidation.Require(options);
        ulong[] hashes = [.. images.Select(p => p.PerceptualHash)];
        var sets = new DisjointSets(hashes.Length);
        List<(int, int)> pairs = [];
        for (int from = 1; from < hashes.Length; from += Block)
        {
            int to = Math.Min(from + Block, hashes.Length);
            int[] known = [.. Enumerable.Range(0, to).Select(sets.Find)];
            var alike = new List<int>?[to - from];
            Parallel.For(from, to, i => alike[i - from] = Alike(images, hashes, known, i, options));
            for (int i = from; i < to; i++)
                foreach (int j in alike[i - from] ?? [])
                {
                    if (sets.Find(i) == sets.Find(j)) continue;
                    sets.Union(j, i);
                    pairs.Add((j, i));
                }
        }
        pairs.Sort();
        return pairs;
    }

    // the first image of each known set that image i belongs to
    private static List<int>? Alike(
        IReadOnlyList<ImageFingerprint> images, ulong[] hashes, int[] known, int i, NearDuplicateOptions options)
    {
        List<int>? alike = null;
        HashSet<int>? found = null;
        for (int j = 0; j < i; j++)
        {
            if (PerceptualHash.Distance(hashes[i], hashes[j]) > options.MaxDistance || found?.Contains(known[j]) == true
                || !AreAlike(images[i], images[j], options.MinCorrelation)) continue;
            (found ??= []).Add(known[j]);
            (alike ??= []).Add(j);
        }
        return alike;
    }

    private static bool AreAlike(ImageFingerprint a, ImageFingerprint b, double minCorrelation) =>
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

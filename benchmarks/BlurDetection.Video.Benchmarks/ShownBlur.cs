namespace BlurDetection.Video.Benchmarks;

/// <summary>How blurred frames are as they were decoded, beside the same clip in focus and coded without loss.</summary>
/// <remarks>Starved of bits, a codec smears frames that were filmed sharp, and repeats sharp ones while the focus is wrong already.
/// </remarks>
internal static class ShownBlur
{
    // The middle of the frame, with room around it for the widest Gaussian.
    private const int Left = 160, Top = 120, Width = 320, Height = 240, Margin = 16;
    private const int LongestLag = 3;

    private static readonly double[] Sigmas = [0, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 4, 5];

    /// <summary>For each frame the standard deviation, in pixels, of the Gaussian that brings the reference nearest to it (least squares);
    /// it may show what was filmed up to three frames before.</summary>
    public static async Task<double[]> OfAsync(string path, string referencePath)
    {
        var (frames, reference) = (await ReadAsync(path), await ReadAsync(referencePath));
        if (frames.Count != reference.Count) throw new InvalidOperationException($"{frames.Count} frames, and {reference.Count} in focus.");
        Dictionary<(int Frame, double Sigma), float[]> blurred = [];
        return [.. frames.Select((frame, i) => Enumerable.Range(Math.Max(0, i - LongestLag), Math.Min(LongestLag, i) + 1)
            .SelectMany(at => Sigmas.Select(sigma => (At: at, Sigma: sigma)))
            .MinBy(guess => Difference(frame, Blurred(guess.At, guess.Sigma))).Sigma)];

        float[] Blurred(int at, double sigma)
        {
            if (!blurred.TryGetValue((at, sigma), out var result)) blurred[(at, sigma)] = result = Blur(reference[at], sigma);
            return result;
        }
    }

    private static async Task<List<float[]>> ReadAsync(string path)
    {
        List<float[]> frames = [];
        await foreach (var frame in VideoFrameReader.ReadAsync(path))
            using (frame)
            {
                var part = new float[(Width + 2 * Margin) * (Height + 2 * Margin)];
                for (var at = 0; at < part.Length; at++)
                    part[at] = frame.Pixels.Pixels.Span[
                        (Top - Margin + at / (Width + 2 * Margin)) * frame.Pixels.Stride + Left - Margin + at % (Width + 2 * Margin)];
                frames.Add(part);
            }
        return frames;
    }

    private static double Difference(float[] a, float[] b)
    {
        double sum = 0;
        for (var y = Margin; y < Margin + Height; y++)
            for (var at = y * (Width + 2 * Margin) + Margin; at < y * (Width + 2 * Margin) + Margin + Width; at++)
                sum += (a[at] - b[at]) * (a[at] - b[at]);
        return sum;
    }

    private static float[] Blur(float[] image, double sigma)
    {
        if (sigma == 0) return image;
        var radius = Math.Min(Margin, (int)Math.Ceiling(3 * sigma));
        var kernel = Enumerable.Range(-radius, 2 * radius + 1).Select(d => (float)Math.Exp(-d * d / (2 * sigma * sigma))).ToArray();
        var sum = kernel.Sum();
        for (var i = 0; i < kernel.Length; i++) kernel[i] /= sum;
        return Along(Along(image, kernel, 1), kernel, Width + 2 * Margin);
    }

    // Only the margin is wrong, where rows run into each other.
    private static float[] Along(float[] image, float[] kernel, int step)
    {
        var (result, radius) = (new float[image.Length], kernel.Length / 2);
        for (var at = radius * step; at < image.Length - radius * step; at++)
        {
            float value = 0;
            for (var i = 0; i < kernel.Length; i++) value += kernel[i] * image[at + (i - radius) * step];
            result[at] = value;
        }
        return result;
    }
}

using System.Globalization;
using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Training.Data;

namespace BlurDetection.FinishDefaultModel;

/// <summary>The images that calibration and thresholds are chosen on: hold-out photographs as they are and degraded,
/// and the focus series.</summary>
internal static class HoldOutImages
{
    // Of a series' steps, the first are in focus and those beyond the middle are blurred; in between people disagree.
    private const double FocusUpTo = 0.12, BlurredFrom = 0.44;
    public static IReadOnlyList<HoldOutImage> Create(
        SharpLibrary library, BlurSynthesizer synthesizer, string? focusSeries, int synthetic, int seed)
    {
        var pictures = new List<HoldOutImage>();
        foreach (var photograph in library.HeldOut)
            pictures.Add(new HoldOutImage(HoldOutImage.Photographs, photograph.Name, Scaling.ToModelSize(photograph.ToLuma()), 0, null,
                photograph.Set));
        pictures.AddRange(Synthesize(library, synthesizer, synthetic, seed));
        if (focusSeries is not null) pictures.AddRange(ReadSeries(focusSeries));
        return pictures;
    }

    /// <summary>Images made of the hold-out photographs alone.</summary>
    public static IReadOnlyList<HoldOutImage> Synthesize(SharpLibrary library, BlurSynthesizer synthesizer, int count, int seed)
    {
        var made = new HoldOutImage[count];
        Parallel.For(0, count, i =>
        {
            var (set, picture) = DegradedPhotographs.Make(library.HeldOut, synthesizer, unchecked(seed + 7919 * i));
            float? target = picture.TargetWeight > 0.5f ? picture.BlurTarget : null;
            made[i] = new HoldOutImage(HoldOutImage.Synthetic, i.ToString(CultureInfo.InvariantCulture), picture.Image, target,
                picture.Recipe, set, LocalBlur: picture.LocalBlur);
        });
        return made;
    }

    private static IEnumerable<HoldOutImage> ReadSeries(string folder)
    {
        // Names and steps are plain, without quotes.
        var rows = File.ReadLines(Path.Combine(folder, "series.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => (File: cells[0], Step: int.Parse(cells[1], CultureInfo.InvariantCulture), Scene: cells[2])).ToArray();
        var last = rows.GroupBy(row => row.Scene).ToDictionary(scene => scene.Key, scene => scene.Max(row => row.Step));
        foreach (var (file, step, scene) in rows)
        {
            double share = (double)step / last[scene];
            float? target = share <= FocusUpTo ? 0 : share >= BlurredFrom ? 1 : null;
            using var decoded = ImageDecoder.DecodeFile(Path.Combine(folder, file), Preprocessing.Default);
            var copy = new PlanarImage(1, decoded.Pixels.Height, decoded.Pixels.Width, decoded.Pixels.Pixels.ToArray());
            yield return new HoldOutImage(HoldOutImage.FocusSeries, file, copy, target, null, scene, step);
        }
    }
}

using System.Globalization;
using BlurDetection.Imaging;
using BlurDetection.Training.Degradation;

namespace BlurDetection.Training.DefaultModel;

/// <summary>The pictures that calibration and thresholds are chosen on: held-back photographs as they are and degraded, and the focus series.</summary>
internal static class HeldBackPictures
{
    // Of a series' steps, the first are in focus and those beyond the middle are blurred; in between people disagree.
    private const double FocusUpTo = 0.12, BlurredFrom = 0.44;
    public static IReadOnlyList<HeldBackPicture> Create(SharpLibrary library, BlurSynthesizer synthesizer, string? focusSeries, int synthetic, int seed)
    {
        var pictures = new List<HeldBackPicture>();
        foreach (var photograph in library.HeldOut)
            pictures.Add(new HeldBackPicture(HeldBackPicture.Photographs, photograph.Name, Scaling.ToCanonical(photograph.ToLuma()), 0, null, photograph.Set));
        pictures.AddRange(Synthesize(library, synthesizer, synthetic, seed));
        if (focusSeries is not null) pictures.AddRange(ReadSeries(focusSeries));
        return pictures;
    }

    /// <summary>Pictures made of the held-back photographs alone.</summary>
    public static IReadOnlyList<HeldBackPicture> Synthesize(SharpLibrary library, BlurSynthesizer synthesizer, int count, int seed)
    {
        var made = new HeldBackPicture[count];
        Parallel.For(0, count, i =>
        {
            var (photograph, picture) = DegradedPhotographs.Make(library.HeldOut, synthesizer, unchecked(seed + 7919 * i));
            float? target = picture.TargetWeight > 0.5f ? picture.BlurTarget : null;
            made[i] = new HeldBackPicture(HeldBackPicture.Synthetic, i.ToString(CultureInfo.InvariantCulture), picture.Image, target, picture.Recipe, photograph.Set, LocalBlur: picture.LocalBlur);
        });
        return made;
    }

    /// <summary>Photographs of which someone saw what is soft: what is hard to tell there is half true.</summary>
    public static IEnumerable<HeldBackPicture> Marked(SharpLibrary library, MarkedPlaces marked) =>
        from photograph in library.Training.Concat(library.HeldOut)
        let places = marked.Of(photograph.Name)
        where places is not null
        let image = Scaling.ToCanonical(photograph.ToLuma())
        let cells = MarkedPlace.Paint(places, LocalTruth.Cells(image.Width), LocalTruth.Cells(image.Height))
        select new HeldBackPicture(HeldBackPicture.Marked, photograph.Name, image, null, null, photograph.Set,
            LocalBlur: [.. cells.Select(cell => cell switch { PlaceKind.Soft => 1f, PlaceKind.Focus => 0f, _ => 0.5f })]);

    private static IEnumerable<HeldBackPicture> ReadSeries(string folder)
    {
        // Names and steps are plain, without quotes.
        var rows = File.ReadLines(Path.Combine(folder, "series.csv")).Skip(1).Select(line => line.Split(','))
            .Select(cells => (File: cells[0], Step: int.Parse(cells[1], CultureInfo.InvariantCulture), Scene: cells[2])).ToArray();
        var last = rows.GroupBy(row => row.Scene).ToDictionary(scene => scene.Key, scene => scene.Max(row => row.Step));
        foreach (var (file, step, scene) in rows)
        {
            double share = (double)step / last[scene];
            float? target = share <= FocusUpTo ? 0 : share >= BlurredFrom ? 1 : null;
            using var decoded = ImageDecoder.DecodeFile(Path.Combine(folder, file), Preprocessing.Canonical);
            var copy = new PlanarImage(1, decoded.Pixels.Height, decoded.Pixels.Width, decoded.Pixels.Pixels.ToArray());
            yield return new HeldBackPicture(HeldBackPicture.FocusSeries, file, copy, target, null, scene, step);
        }
    }
}

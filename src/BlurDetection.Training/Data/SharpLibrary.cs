using System.Security.Cryptography;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Data;

/// <summary>Sharp photographs held in memory as 8-bit luma, grouped by the set they come from.</summary>
internal sealed class SharpLibrary
{
    private const int LongSide = 1440;
    private const int HeldOutOneIn = 16;
    private const double SoftBoost = 3;

    private readonly Dictionary<string, List<Photograph>> _training;
    private readonly (string Set, double Edge)[] _cumulative;

    private SharpLibrary(Dictionary<string, List<Photograph>> training, List<Photograph> heldOut, string dataHash)
    {
        _training = training;
        HeldOut = heldOut;
        DataHash = dataHash;
        double sum = 0;
        // By the square root of its pixels: large sets do not drown small ones, nor many thumbnails a few photographs. Soft sets contradict
        // all others, and are learned if they are seen often.
        _cumulative = [.. training.OrderBy(set => set.Key, StringComparer.Ordinal)
            .Select(set => (set.Key, sum += Math.Sqrt(set.Value.Sum(photograph => (double)photograph.Width * photograph.Height))
                * (1 + (SoftBoost - 1) * set.Value.Count(photograph => photograph.IsSoft) / set.Value.Count)))];
    }

    /// <summary>Photographs that are never trained on: one in sixteen, chosen by content; none where all are to be trained on.</summary>
    public IReadOnlyList<Photograph> HeldOut { get; }

    /// <summary>All photographs to train on, set by set.</summary>
    internal IEnumerable<Photograph> Training => _training.OrderBy(set => set.Key, StringComparer.Ordinal).SelectMany(set => set.Value);

    /// <summary>Number of photographs to train on.</summary>
    public int Count => _training.Values.Sum(set => set.Count);

    /// <summary>SHA-256 over the sorted content hashes, hexadecimal.</summary>
    public string DataHash { get; }

    /// <summary>Reads every image below a folder, and holds some out; the first folder level is the set's name.</summary>
    /// <param name="folder">For instance data/sharp.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder inside may not be opened.</exception>
    /// <exception cref="TrainingDataException">The folder holds no image, an image cannot be read, or all are held out.</exception>
    public static SharpLibrary Load(string folder, CancellationToken cancellationToken = default) =>
        Load(folder, HeldOutOneIn, cancellationToken);

    /// <summary>Reads every image below a folder to train on all of them.</summary>
    /// <inheritdoc cref="Load(string, CancellationToken)"/>
    internal static SharpLibrary LoadAll(string folder, CancellationToken cancellationToken) => Load(folder, null, cancellationToken);

    private static SharpLibrary Load(string folder, int? heldOutOneIn, CancellationToken cancellationToken)
    {
        string[] files = Files(folder);
        var photographs = new Photograph[files.Length];
        var hashes = new string[files.Length];
        ImageLoop.Run(files.Length, new ParallelOptions { CancellationToken = cancellationToken },
            i => (photographs[i], hashes[i]) = Read(folder, files[i]));
        MarkSoft(photographs);
        var training = new Dictionary<string, List<Photograph>>();
        var heldOut = new List<Photograph>();
        for (int i = 0; i < files.Length; i++)
        {
            if (heldOutOneIn is { } oneIn && Convert.ToInt32(hashes[i][..6], 16) % oneIn == 0) heldOut.Add(photographs[i]);
            else if (training.TryGetValue(photographs[i].Set, out var set)) set.Add(photographs[i]);
            else training[photographs[i].Set] = [photographs[i]];
        }
        if (training.Count == 0)
            throw new TrainingDataException($"'{folder}' holds so few images ({files.Length}) that all of them are held out: add more.");
        byte[] all = System.Text.Encoding.ASCII.GetBytes(string.Join('\n', hashes.Order(StringComparer.Ordinal)));
        return new SharpLibrary(training, heldOut, Convert.ToHexStringLower(SHA256.HashData(all)));
    }

    // One soft photograph among sharp ones is a bad photograph; a set of them is a kind of its own.
    private static void MarkSoft(IEnumerable<Photograph> photographs)
    {
        foreach (var set in photographs.GroupBy(photograph => photograph.Set)
            .Where(set => 2 * set.Count(photograph => photograph.HasSoftEdges) >= set.Count()))
            foreach (var photograph in set) photograph.IsSoft = photograph.IsSmall;
    }

    private static string[] Files(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}' with sharp images.");
        // Never some of the images in silence: another set makes another model.
        string[] files = [.. ImageFiles.Below(folder, skipLocked: false)];
        return files.Length > 0 ? files : throw new TrainingDataException(
            $"The folder of sharp images '{folder}' holds no image ({string.Join(", ", ImageFiles.Endings)}).");
    }

    private static (Photograph, string Hash) Read(string folder, string file)
    {
        try
        {
            byte[] bytes = BlurDetection.Evaluation.Files.ImageFileReader.Read(file, null);
            string relative = Path.GetRelativePath(folder, file).Replace('\\', '/');
            using var decoded = ImageDecoder.Decode(bytes, new Preprocessing { LongSide = LongSide });
            return (new Photograph(relative, relative.Contains('/') ? relative[..relative.IndexOf('/')] : "", decoded.Pixels),
                Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (Exception error) when (error is UnsupportedImageException or IOException or UnauthorizedAccessException)
        {
            throw new TrainingDataException(
                $"The sharp image '{file}' cannot be read: {error.Message} Repair it, or take it out of the folder.", error);
        }
    }

    /// <summary>Draws a photograph; for large scenes, large photographs are preferred.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="width">Width of the scene that is wanted, in pixels.</param>
    /// <param name="height">Height of the scene that is wanted, in pixels.</param>
    public Photograph Draw(Random random, int width, int height)
    {
        Photograph best = Draw(random);
        for (int attempt = 0; attempt < 12 && Math.Min(best.Width, best.Height) < 0.75 * Math.Min(width, height); attempt++)
            best = Draw(random);
        return best;
    }

    private Photograph Draw(Random random)
    {
        double at = random.NextDouble() * _cumulative[^1].Edge;
        var set = _training[_cumulative.First(entry => at < entry.Edge).Set];
        return set[random.Next(set.Count)];
    }
}

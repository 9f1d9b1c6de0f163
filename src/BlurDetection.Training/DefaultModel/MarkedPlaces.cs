using System.Globalization;
using BlurDetection.Training.Data;
using CsvHelper;

namespace BlurDetection.Training.DefaultModel;

/// <summary>What someone who looked at sharp photographs told of places in them: in focus, soft by the lens or by motion, or hard to tell.</summary>
/// <remarks>
/// The file has the columns <c>file</c>, <c>place</c> and <c>outline</c>. <c>file</c> is a path below the folder of photographs, with slashes; one that ends in a slash stands for all
/// photographs below it that have no rows of their own. <c>place</c> is focus, soft or doubt. <c>outline</c> is a polygon, x y x y ..., in percent of width and height; empty, it is the
/// whole photograph. Later rows lie over earlier ones; where no row lies, it is hard to tell.
/// </remarks>
public sealed class MarkedPlaces
{
    private readonly Dictionary<string, List<MarkedPlace>> _byFile;

    private MarkedPlaces(Dictionary<string, List<MarkedPlace>> byFile) => _byFile = byFile;

    /// <summary>Nothing was looked at.</summary>
    public static MarkedPlaces None { get; } = new([]);

    /// <summary>Reads such a file.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="TrainingDataException">A column is missing, or a row tells no place or no polygon.</exception>
    public static MarkedPlaces Read(string path)
    {
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file of marked places '{path}'.", path);
        var byFile = new Dictionary<string, List<MarkedPlace>>(StringComparer.Ordinal);
        using var csv = CsvReader.FromFile(path, new CsvReaderOptions { TrackLineNumbers = true, TrimWhitespace = true });
        int Column(string name) => csv.TryGetFieldIndex(name, out int index) ? index
            : throw new TrainingDataException($"The file of marked places '{path}' has no column '{name}'; it needs file, place and outline.");
        int fileColumn = Column("file"), placeColumn = Column("place"), outlineColumn = Column("outline");
        while (csv.Read())
        {
            string Where() => $"{path}, row {csv.LineNumber}";
            string file = csv.GetString(fileColumn);
            if (!Enum.TryParse(csv.GetString(placeColumn), ignoreCase: true, out PlaceKind kind) || !Enum.IsDefined(kind))
                throw new TrainingDataException($"{Where()}: '{csv.GetString(placeColumn)}' is no place; write focus, soft or doubt.");
            double[] numbers = [.. csv.GetString(outlineColumn).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number is >= 0 and <= 100 ? number
                    : throw new TrainingDataException($"{Where()}: '{text}' is no percentage; write a number from 0 to 100."))];
            if (numbers.Length % 2 != 0 || numbers.Length is 2 or 4)
                throw new TrainingDataException($"{Where()}: {numbers.Length} numbers make no polygon; write three or more points, x and y of each, or nothing for the whole photograph.");
            if (!byFile.TryGetValue(file, out var places)) byFile[file] = places = [];
            places.Add(new MarkedPlace(kind, numbers));
        }
        return new MarkedPlaces(byFile);
    }

    /// <summary>Photographs, or folders of them, that were looked at.</summary>
    public int Count => _byFile.Count;

    /// <summary>What was told of a photograph; <see langword="null"/> where it was not looked at.</summary>
    internal IReadOnlyList<MarkedPlace>? Of(string name) => _byFile.GetValueOrDefault(name) ?? _byFile.GetValueOrDefault(name[..(name.LastIndexOf('/') + 1)]);
}

using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Parsing;
using BlurDetection.Vips.Scenes;

namespace BlurDetection.Cli.Commands;

/// <summary>The options of <c>blur classify</c> for huge scenes, and what they start.</summary>
internal sealed class SceneOptionsOfClassify
{
    private readonly Option<int?> _tiles = new Option<int?>("--tiles")
    {
        Description = "Classify TIFF scenes of any size in tiles of this many pixels; --map and --csv then are of the scene and its tiles.",
        HelpName = "PX",
    }.InRange(64, 16_384);

    private readonly Option<string?> _geoJson = new("--geojson")
    {
        Description = "With --tiles: the tiles as GeoJSON polygons, in map coordinates where the file or its world file says so.",
        HelpName = "FILE",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command, Argument<string[]> inputs)
    {
        command.Options.Add(_tiles);
        command.Options.Add(_geoJson);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_geoJson) is not { } file) return;
            FileEndings.Check(result, "--geojson", file, ".geojson", ".json");
            if (result.GetResult(_tiles) is null) result.AddError("--geojson goes with --tiles.");
            if (result.GetResult(inputs)?.Tokens.Count > 1) result.AddError("--geojson is one file: give one scene.");
        });
    }

    /// <summary>Whether scenes are classified in tiles.</summary>
    public bool Given(ParseResult parsed) => parsed.GetValue(_tiles) is not null;

    /// <summary>Classifies scenes one after the other.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public int Run(ParseResult parsed, IBlurClassifier classifier, string[] paths, SceneOptions options, SceneOutput output,
        bool failOnBlur, CancellationToken cancellationToken)
    {
        options.TileSize = parsed.GetValue(_tiles)!.Value;
        var scenes = new SceneClassifier(classifier, options);
        int failed = 0, blurred = 0;
        foreach (string path in paths)
        {
            try
            {
                SceneResult scene = scenes.Classify(path, progress: null, cancellationToken);
                if (parsed.GetValue(_geoJson) is { } file) scene.WriteGeoJson(file);
                output.Write(path, scene);
                if (scene.BlurredShare >= 0.5) blurred++;
            }
            catch (Exception e) when (e is UnsupportedImageException or IOException or UnauthorizedAccessException)
            {
                output.Fail(path, Failure.Describe(e));
                failed++;
            }
        }
        return failOnBlur && blurred > 0 ? ExitCode.Blurred : failed > 0 ? ExitCode.NotClassified : ExitCode.Done;
    }
}

namespace BlurDetection.Cli;

/// <summary>A command line or two for each command, as help shows them.</summary>
internal static class Examples
{
    /// <summary>The examples of a command; none for a command that needs no options.</summary>
    public static IReadOnlyList<string> Of(string command) => command switch
    {
        "classify" =>
        [
            "blur classify photos -r --sort strength --report photos.html",
            "blur classify upload.jpg --fail-on-blur || echo blurred",
            "find . -name '*.jpg' -print0 | blur classify --files-from - -0 --json",
        ],
        "summary" => ["blur summary --model run/model.zip"],
        "synthesize" => ["blur synthesize sharp --out made --each 2 --masks"],
        "inspect" => ["blur inspect --images photos --labels metadata.csv"],
        "evaluate" => ["blur evaluate --images photos --labels metadata.csv --report evaluation.html"],
        "calibrate" =>
            ["blur calibrate --sharp sharp --out mine.zip", "blur calibrate --images photos --labels metadata.csv --out mine.zip"],
        "train" => ["blur train --images photos --labels metadata.csv --out run --from default"],
        "quantize" => ["blur quantize --model run/model.zip --images photos --out small.zip"],
        _ => [],
    };
}

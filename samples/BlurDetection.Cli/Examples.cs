namespace BlurDetection.Cli;

/// <summary>A command line or two for each command, as help shows them.</summary>
internal static class Examples
{
    /// <summary>The examples of a command; none for the program itself.</summary>
    public static IReadOnlyList<string> Of(string command) => command switch
    {
        "classify" =>
        [
            "blur classify photos -r --sort strength --report photos.html",
            "blur classify upload.jpg --fail-on-blur || echo blurred",
            "find . -name '*.jpg' -print0 | blur classify --files-from - -0 --json",
        ],
        "scan" => ["blur scan photos --out results", "blur scan s3://bucket/prefix --out results --results csv"],
        "join" => ["blur join shard1 shard2 --out all.parquet"],
        "report" => ["blur report results --out gallery"],
        "act" => ["blur act results --move rejected", "blur act results --move rejected --apply", "blur act results --undo --apply"],
        "enqueue" => ["blur enqueue /mnt/photos --broker amqp://user:password@host:5672/"],
        "status" => ["blur status --broker amqp://user:password@host:5672/"],
        "video" =>
        [
            "blur video in.mp4 --every frame --min-length 500ms --out timeline.html",
            "blur video in.mp4 --every frame --drop-blurred sharp.mp4",
        ],
        "frames" =>
        [
            "blur frames in.mp4 --out best --method best --count 5 --gap 1s",
            "blur frames burst --out sharpest --method best --count 1",
        ],
        "watch" => ["blur watch rtsp://camera/stream1 --json --state gate.json"],
        "import" => ["blur import model.keras --out model.zip", "blur import notebook.weights.h5 --preset notebook --out notebook.zip"],
        "export" => ["blur export model.zip --keras out.keras --h5 out.h5 --tfjs web"],
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

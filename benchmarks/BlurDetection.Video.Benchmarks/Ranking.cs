namespace BlurDetection.Video.Benchmarks;

/// <summary>Ranks the frames of made clips by blur: ours, ffmpeg's blurdetect, and the variance of the Laplacian.</summary>
internal static class Ranking
{
    private static readonly string[] Names = ["blurdetect", "Laplacian", "ours"];

    public static async Task RunAsync(string[] pictures)
    {
        using var classifier = BlurClassifier.CreateDefault(new() { Map = false });
        var folder = Directory.CreateTempSubdirectory("clips").FullName;
        try
        {
            Console.WriteLine($"{pictures.Length} pictures, {Condition.Seconds * Condition.Rate} frames a clip. ROC AUC over the frames " +
                $"of all clips, and (mean of the clips' own).\n");
            Console.WriteLine(
                "| condition | blurred / sharp frames | ffmpeg blurdetect | variance of the Laplacian | ours |\n|---|---|---|---|---|");
            List<(bool IsBlurred, double[] Scores)> all = [];
            foreach (var condition in Condition.All)
            {
                List<List<(bool IsBlurred, double[] Scores)>> clips = [];
                for (var i = 0; i < pictures.Length; i++)
                {
                    var path = Path.Combine(folder, $"{i}.mkv");
                    await ClipMaker.MakeAsync(pictures[i], condition, i, path);
                    clips.Add(await ScoreAsync(classifier, path, condition));
                }
                var frames = clips.SelectMany(clip => clip).ToList();
                all.AddRange(frames);
                Print(condition.Name, frames, clips);
            }
            Print("all", all, []);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<(bool IsBlurred, double[] Scores)>> ScoreAsync(
        BlurClassifier classifier, string path, Condition condition)
    {
        var interlaced = condition == Condition.Interlaced;
        var blurDetect = await Anchors.BlurDetectAsync(path, interlaced);
        List<(bool, double[])> frames = [];
        var options = new VideoReaderOptions { Deinterlacing = interlaced ? Deinterlacing.WhereMarked : Deinterlacing.None };
        var read = 0;
        await foreach (var frame in VideoFrameReader.ReadAsync(path, options))
            using (frame)
            {
                if (condition.IsBlurred(frame.Timestamp.TotalSeconds) is { } blurred)
                    frames.Add((blurred,
                        [blurDetect[read], -Anchors.LaplacianVariance(frame.Pixels), classifier.Classify(frame.Pixels).Probability]));
                read++;
            }
        if (read != blurDetect.Length)
            throw new InvalidOperationException($"blurdetect gave {blurDetect.Length} values for {read} frames.");
        return frames;
    }

    private static void Print(
        string name, List<(bool IsBlurred, double[] Scores)> frames, List<List<(bool IsBlurred, double[] Scores)>> clips)
    {
        var cells = Enumerable.Range(0, Names.Length).Select(i =>
            $"{Auc(frames, i):0.000}" + (clips.Count == 0 ? "" : $" ({clips.Average(clip => Auc(clip, i)):0.000})"));
        Console.WriteLine($"| {name} | {frames.Count(frame => frame.IsBlurred)} / {frames.Count(frame => !frame.IsBlurred)} | " +
            $"{string.Join(" | ", cells)} |");
    }

    private static double Auc(List<(bool IsBlurred, double[] Scores)> frames, int measure) =>
        RocAuc.Of([.. frames.Select(frame => (frame.IsBlurred, frame.Scores[measure]))]);
}

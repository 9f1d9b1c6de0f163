using System.Globalization;

namespace BlurDetection.Video.Benchmarks;

/// <summary>Ranks the frames of made clips by blur: ours, ffmpeg's blurdetect, and the variance of the Laplacian.</summary>
internal static class Ranking
{
    private const int Measures = 4;

    /// <summary>Prints a row for each condition.</summary>
    /// <param name="images">Sharp images; each gives a clip.</param>
    /// <param name="conditions">What happens to the clips.</param>
    /// <param name="scoreFile">Receives every labelled frame as CSV; <see langword="null"/> for none.</param>
    public static async Task RunAsync(string[] images, Condition[] conditions, string? scoreFile)
    {
        using var classifier = BlurClassifier.CreateDefault(new() { Map = false });
        var folder = Directory.CreateTempSubdirectory("clips").FullName;
        try
        {
            Console.WriteLine($"{images.Length} images, {Condition.Seconds * Condition.Rate} frames a clip. ROC AUC over the frames " +
                $"of all clips, and (mean of the clips' own).\n");
            Console.WriteLine("| condition | blurred / sharp frames | ffmpeg blurdetect | variance of the Laplacian | " +
                "ours, each frame by itself | ours, beside the sharpest frames |\n|---|---|---|---|---|---|");
            List<RankedFrame> all = [];
            foreach (var condition in conditions)
            {
                List<List<RankedFrame>> clips = [];
                for (var i = 0; i < images.Length; i++)
                {
                    var path = Path.Combine(folder, $"{i}.mkv");
                    await ClipMaker.MakeAsync(images[i], condition, i, path);
                    var labels = condition.BlursItself ? await LabelsAsync(images[i], condition, i, path) : null;
                    clips.Add(await ScoreAsync(classifier, path, condition, labels));
                    if (scoreFile is not null)
                        await File.AppendAllLinesAsync(scoreFile, clips[^1].Select(frame => Row(images[i], condition, frame)));
                }
                List<RankedFrame> frames = [.. clips.SelectMany(clip => clip)];
                all.AddRange(frames);
                Print(condition.Name, frames, clips);
            }
            if (conditions.Length > 1) Print("all", all, []);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<double[]> LabelsAsync(string image, Condition condition, int seed, string path)
    {
        var reference = path + ".reference.mkv";
        await ClipMaker.MakeReferenceAsync(image, condition, seed, reference);
        return await ShownBlur.OfAsync(path, reference);
    }

    private static string Row(string image, Condition condition, RankedFrame frame) => string.Create(CultureInfo.InvariantCulture,
        $"{image},{condition.Name},{frame.Seconds:0.###},{frame.IsBlurred},{frame.Prediction.Strength},{frame.ShownBlur}," +
        $"{string.Join(',', frame.Scores)}");

    private static async Task<List<RankedFrame>> ScoreAsync(
        BlurClassifier classifier, string path, Condition condition, double[]? shownBlur)
    {
        var interlaced = condition == Condition.Interlaced;
        var blurDetect = await Anchors.BlurDetectAsync(path, interlaced);
        List<RankedFrame> frames = [];
        var options = new VideoReaderOptions { Deinterlacing = interlaced ? Deinterlacing.WhereMarked : Deinterlacing.None };
        var read = 0;
        await foreach (var frame in VideoFrameReader.ReadAsync(path, options))
            using (frame)
            {
                var prediction = classifier.Classify(frame.Pixels);
                double[] scores = [blurDetect[read], -Anchors.LaplacianVariance(frame.Pixels), prediction.Probability];
                var seconds = frame.Timestamp.TotalSeconds;
                var label = shownBlur is null ? condition.IsBlurred(seconds) : Condition.IsBlurredBy(shownBlur[read]);
                frames.Add(new RankedFrame(seconds, label, prediction, scores, shownBlur?[read]));
                read++;
            }
        if (read != blurDetect.Length)
            throw new InvalidOperationException($"blurdetect gave {blurDetect.Length} values for {read} frames.");
        // What the timeline of blur video --relative shows.
        var relative = new VideoTimeline(path, [.. frames.Select(frame =>
            new FramePrediction(TimeSpan.FromSeconds(frame.Seconds), frame.Prediction))]).RelativeProbabilities;
        return [.. frames.Zip(relative, (frame, probability) => frame with { Scores = [.. frame.Scores, probability] })];
    }

    private static void Print(string name, List<RankedFrame> frames, List<List<RankedFrame>> clips)
    {
        // A clip whose frames are all blurred, or all sharp, has no area of its own.
        var cells = Enumerable.Range(0, Measures).Select(i => $"{Auc(frames, i):0.000}" + (clips.Count == 0 ? ""
            : $" ({clips.Select(clip => Auc(clip, i)).Where(double.IsFinite).Average():0.000})"));
        Console.WriteLine($"| {name} | {frames.Count(frame => frame.IsBlurred == true)} / " +
            $"{frames.Count(frame => frame.IsBlurred == false)} | {string.Join(" | ", cells)} |");
    }

    private static double Auc(List<RankedFrame> frames, int measure) =>
        RocAuc.Of([.. frames.Where(frame => frame.IsBlurred is not null).Select(frame => (frame.IsBlurred!.Value, frame.Scores[measure]))]);
}

namespace BlurDetection.Video.Benchmarks;

/// <summary>Times a classification a second beside plain decoding, in turn, and a camera monitor.</summary>
internal static class Speed
{
    private const int Seconds = 60, Rounds = 5;

    public static async Task RunAsync(string image)
    {
        var folder = Directory.CreateTempSubdirectory("clips").FullName;
        try
        {
            var path = Path.Combine(folder, "1080p25.mp4");
            await FfmpegRun.OutputAsync(
                null,
                ["-loop", "1", "-framerate", "25", "-i", image, "-t", $"{Seconds}", "-vf",
                    "scale=2560:-2:flags=lanczos,crop=1920:1080:x='10*t':y=400,noise=alls=3:allf=t",
                    "-c:v", "libx264", "-preset", "veryfast", "-b:v", "6M", "-pix_fmt", "yuv420p", path],
                image, CancellationToken.None);
            using var classifier = BlurClassifier.CreateDefault(new() { Map = false });
            await ClassifyAsync(classifier, path); // loads what is loaded once
            List<(Cost Decode, Cost Classify)> rounds = [];
            for (var i = 0; i < Rounds; i++)
                rounds.Add((await Cost.OfAsync(() => DecodeAsync(path)), await Cost.OfAsync(() => ClassifyAsync(classifier, path))));
            const double frames = Seconds * 25;
            var (decode, classify) =
                (Cost.Median(rounds.Select(round => round.Decode)), Cost.Median(rounds.Select(round => round.Classify)));
            Console.WriteLine("\n| 1080p25 H.264, 60 s | frames/s | processor s |\n|---|---|---|");
            Console.WriteLine($"| `ffmpeg -i clip -f null -` | {frames / decode.Wall:0} | {decode.Processor:0.00} |");
            Console.WriteLine($"| ours, one frame a second classified | {frames / classify.Wall:0} | {classify.Processor:0.00} |");
            // By the processor's time what else the machine does does not count.
            Console.WriteLine($"\nSpeed, ours to ffmpeg's (median of {Rounds} pairs, least to most): by processor time " +
                $"{Ratios(rounds, cost => cost.Processor)}; by the clock {Ratios(rounds, cost => cost.Wall)}");
            await MonitorAsync(classifier, path);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Ratios(List<(Cost Decode, Cost Classify)> rounds, Func<Cost, double> time)
    {
        var ratios = rounds.Select(round => time(round.Decode) / time(round.Classify)).Order().ToArray();
        return $"{ratios[ratios.Length / 2]:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00})";
    }

    private static async Task DecodeAsync(string path) =>
        await FfmpegRun.OutputAsync(null, ["-i", path, "-map", "0:v:0", "-f", "null", "-"], path, CancellationToken.None);

    private static async Task ClassifyAsync(BlurClassifier classifier, string path)
    {
        var count = 0;
        await foreach (var _ in classifier.ClassifyVideoAsync(path, new() { Sampling = FrameSampling.Every(TimeSpan.FromSeconds(1)) }))
            count++;
        if (count != Seconds) throw new InvalidOperationException($"{count} frames were classified, not {Seconds}.");
    }

    private static async Task MonitorAsync(BlurClassifier classifier, string path)
    {
        var monitor = new CameraMonitor(classifier);
        List<VideoFrame> frames = [];
        await foreach (var frame in VideoFrameReader.ReadAsync(path, new() { Sampling = FrameSampling.Every(TimeSpan.FromSeconds(2)) }))
            frames.Add(frame);
        var time = DateTimeOffset.UnixEpoch;
        var cost = await Cost.OfAsync(() =>
        {
            foreach (var frame in frames) monitor.Observe(frame.Pixels, time += TimeSpan.FromSeconds(2));
            return Task.CompletedTask;
        });
        var count = frames.Count;
        foreach (var frame in frames) frame.Dispose();
        using var state = new MemoryStream();
        monitor.Save(state);
        Console.WriteLine(
            $"\nCamera monitor: {1000 * cost.Processor / count:0.0} ms of one core per 1080p frame; state {state.Length / 1024} KB");
    }
}

using BlurDetection.Tests.Support;
using BlurDetection.Imaging;
using BlurDetection.Training.DefaultModel;
using BlurDetection.Training.Export;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using Microsoft.Extensions.Logging;
using TorchSharp;

namespace BlurDetection.Tests.Training.DefaultModel;

public sealed class DefaultModelTrainerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blur-default-model-").FullName;

    public DefaultModelTrainerTests()
    {
        foreach (int seed in Enumerable.Range(0, 6))
        {
            string set = Directory.CreateDirectory(Path.Combine(_folder, "sharp", seed % 2 == 0 ? "even" : "odd")).FullName;
            File.WriteAllBytes(Path.Combine(set, $"{seed}.png"), RenderedPictures.Png(500, 400, seed));
        }
    }

    [Theory]
    [InlineData(80_000, 130_000, 144_000)]
    [InlineData(2, 130_000, 144_000)]
    [InlineData(1, 130_000, 144_000)]
    [InlineData(1, 2, 144_000)]
    [InlineData(1, 3, 144_000)]
    [InlineData(1, 2, 3)]
    public async Task A_run_that_stops_and_resumes_ends_with_the_weights_of_one_that_did_not(int refineAt, int completeAt, int mapAloneAt)
    {
        torch.set_num_threads(1);
        var library = SharpLibrary.Load(Path.Combine(_folder, "sharp"));
        var options = new DefaultModelOptions { Steps = 4, CheckpointEvery = 2, RefineAt = refineAt, CompleteAt = completeAt, MapAloneAt = mapAloneAt, MapBatches = 1 };
        using var whole = await new DefaultModelTrainer(options).TrainAsync(library, Path.Combine(_folder, "whole"));
        // The same plan, interrupted after its first checkpoint.
        string resumed = Path.Combine(_folder, "resumed");
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DefaultModelTrainer(options, new CancelAtCheckpoint(stop)).TrainAsync(library, resumed, stop.Token));
        Assert.True(Directory.Exists(Path.Combine(resumed, "checkpoint")));

        using var second = await new DefaultModelTrainer(options).TrainAsync(library, resumed);

        Assert.Equal(refineAt < options.Steps, second.Network.Layers.Any(layer => layer.Name == DefaultNetwork.FarMap));
        Assert.Equal(completeAt < options.Steps, second.Network.Layers.Any(layer => layer.Name is DefaultNetwork.Beyond or DefaultNetwork.Scene));
        var expected = whole.GetWeights();
        foreach (var (name, weight) in second.GetWeights()) Assert.Equal(expected[name].Values, weight.Values);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_exported_model_is_trained_further_and_an_interruption_changes_nothing(bool hasAllLayers)
    {
        torch.set_num_threads(1);
        var library = SharpLibrary.Load(Path.Combine(_folder, "sharp"));
        var options = new DefaultModelOptions { Steps = 2, CheckpointEvery = 1, RefineAt = 1, CompleteAt = hasAllLayers ? 1 : 2 };
        using var earlier = await new DefaultModelTrainer(options).TrainAsync(library, Path.Combine(_folder, "earlier"));
        byte[] onnx = OnnxExporter.Export(earlier, new ModelDescription { Name = "earlier", Preprocessing = Preprocessing.Canonical });
        using var exported = OnnxImporter.Load(onnx);
        var further = options with { MapAloneAt = hasAllLayers ? 2 : 6, Steps = 6, CheckpointEvery = 2, MapBatches = 3 };
        using var whole = await new DefaultModelTrainer(further).TrainAsync(library, Path.Combine(_folder, "whole"), exported);
        string resumed = Path.Combine(_folder, "resumed");
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new DefaultModelTrainer(further, new CancelAtCheckpoint(stop)).TrainAsync(library, resumed, exported, stop.Token));

        using var second = await new DefaultModelTrainer(further).TrainAsync(library, resumed, exported);

        var (before, expected) = (exported.GetWeights(), whole.GetWeights());
        Assert.NotEqual(hasAllLayers ? before["map_far/kernel"].Values : before["local_conv/kernel"].Values, expected[hasAllLayers ? "map_far/kernel" : "local_conv/kernel"].Values);
        // Of a model that has all layers only the map learns; the running mean of a weight that stays errs in its last digit.
        var mapLayers = DefaultNetwork.MapLayers(exported.Network);
        string[] still = [.. before.Keys.Where(name => hasAllLayers && !mapLayers.Contains(name.Split('/')[0]))];
        Assert.Equal(hasAllLayers, still.Contains("probabilities/kernel") && still.Contains("local_norm/moving_mean"));
        foreach (string name in still)
            foreach (var (was, now) in before[name].Values.Zip(expected[name].Values)) Assert.Equal(was, now, 1e-5f * (1 + Math.Abs(was)));
        foreach (var (name, weight) in second.GetWeights()) Assert.Equal(expected[name].Values, weight.Values);
    }

    [Fact]
    public async Task A_model_of_another_kind_is_refused_and_a_checkpoint_goes_before_any_model()
    {
        torch.set_num_threads(1);
        var library = SharpLibrary.Load(Path.Combine(_folder, "sharp"));
        var options = new DefaultModelOptions { Steps = 4, CheckpointEvery = 1, RefineAt = 1, CompleteAt = 2 };
        using var other = new NetworkModule(Presets.Notebook());
        string run = Path.Combine(_folder, "run");

        var refused = await Assert.ThrowsAsync<InvalidNetworkException>(() => new DefaultModelTrainer(options).TrainAsync(library, run, other));
        Assert.Contains("stage1", refused.Message, StringComparison.Ordinal);

        using var embedded = OnnxImporter.Load(BlurDetection.Models.EmbeddedModel.ReadOnnx());
        Assert.Contains("default-float.onnx", (await Assert.ThrowsAsync<InvalidNetworkException>(() => new DefaultModelTrainer(options).TrainAsync(library, run, embedded))).Message, StringComparison.Ordinal);

        using var first = await new DefaultModelTrainer(options with { Steps = 1 }).TrainAsync(library, run);
        using var whole = await new DefaultModelTrainer(options).TrainAsync(library, Path.Combine(_folder, "whole"));
        using var onward = await new DefaultModelTrainer(options).TrainAsync(library, run, other);
        Assert.Equal(whole.GetWeights()["local_conv/kernel"].Values, onward.GetWeights()["local_conv/kernel"].Values);
    }

    [Fact]
    public async Task What_the_map_learns_from_is_kept_under_the_name_of_the_weights_and_the_seed_that_made_it()
    {
        torch.set_num_threads(1);
        var library = SharpLibrary.Load(Path.Combine(_folder, "sharp"));
        var options = new DefaultModelOptions { Steps = 4, RefineAt = 1, CompleteAt = 2, MapAloneAt = 3, MapBatches = 2 };
        async Task<string> Kept(string run, DefaultModelOptions plan)
        {
            string folder = Path.Combine(_folder, run);
            using var trained = await new DefaultModelTrainer(plan).TrainAsync(library, folder);
            string kept = Assert.Single(Directory.GetDirectories(folder, "map-batches-*"));
            Assert.Equal(2, Directory.GetFiles(kept).Length);
            return Path.GetFileName(kept);
        }

        string first = await Kept("first", options);

        Assert.Equal(first, await Kept("again", options));
        Assert.NotEqual(first, await Kept("other", options with { Seed = 1 }));
        string marks = Path.Combine(_folder, "marks.csv");
        File.WriteAllText(marks, "file,place,outline\neven/,soft,\nodd/,focus,\n");
        Assert.NotEqual(first, await Kept("marked", options with { Marked = MarkedPlaces.Read(marks) }));
    }

    [Fact]
    public void What_someone_saw_takes_the_place_of_what_a_network_finds_and_is_kept()
    {
        var library = SharpLibrary.Load(Path.Combine(_folder, "sharp"));
        string marks = Path.Combine(_folder, "marks.csv");
        File.WriteAllText(marks, "file,place,outline\neven/,doubt,\neven/,soft,0 0 50 0 50 100 0 100\nodd/,focus,\n");
        using var anything = new NetworkModule(DefaultNetwork.Create(), seed: 1);

        OwnBlurs.Measure(anything, library, MarkedPlaces.Read(marks)).Save(_folder);
        var kept = OwnBlurs.Read(_folder)!;

        Photograph[] even = [.. library.Training.Where(photograph => photograph.Set == "even")], odd = [.. library.Training.Where(photograph => photograph.Set == "odd")];
        Assert.NotEmpty(even);
        Assert.NotEmpty(odd);
        Assert.Equal((even.Length, even.Length), (kept.Count, kept.SeenCount));
        Assert.All(odd, photograph => Assert.Null(kept.Of(photograph)));
        foreach (var photograph in even)
        {
            var own = kept.Of(photograph)!.Enlarged(photograph.Width, photograph.Height);
            int left = photograph.Width / 4, right = 3 * left;
            Assert.Equal((0, 1, 1, 0), (own.Doubt.Buffer[left], own.Soft.Buffer[left], own.Doubt.Buffer[right], own.Soft.Buffer[right]));
        }
        var measured = HeldBackPictures.Marked(library, MarkedPlaces.Read(marks)).ToArray();
        Assert.Equal(library.Count + library.HeldOut.Count, measured.Length);
        Assert.All(measured, picture => Assert.Null(picture.Target));
        Assert.Equal([1, 0.5f], measured.First(picture => picture.Scene == "even").LocalBlur!.Distinct());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private sealed class CancelAtCheckpoint(CancellationTokenSource stop) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (formatter(state, exception).StartsWith("checkpoint", StringComparison.Ordinal)) stop.Cancel();
        }
    }
}

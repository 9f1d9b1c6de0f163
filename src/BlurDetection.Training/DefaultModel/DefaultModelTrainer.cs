using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using BlurDetection.Training.Degradation;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Native;
using BlurDetection.Training.Networks;
using BlurDetection.Training.Symmetry;
using Microsoft.Extensions.Logging;
using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.DefaultModel;

/// <summary>Trains the default model from sharp photographs alone; stops and resumes at checkpoints.</summary>
public sealed class DefaultModelTrainer
{
    private const double GradientNorm = 2;

    private readonly DefaultModelOptions _options;
    private readonly DefaultModelSchedule _schedule;
    private readonly ILogger _logger;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">Settings; defaults where <see langword="null"/>.</param>
    /// <param name="logger">Told of progress.</param>
    public DefaultModelTrainer(DefaultModelOptions? options = null, ILogger? logger = null)
    {
        _options = options ?? new DefaultModelOptions();
        _schedule = new DefaultModelSchedule(_options);
        _logger = logger ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
    }

    /// <summary>Trains, or goes on from the checkpoint in <paramref name="folder"/>, and returns the averaged weights.</summary>
    /// <param name="library">The sharp photographs.</param>
    /// <param name="folder">Where checkpoints are kept; created if missing.</param>
    /// <param name="cancellation">Stops after the current step; the last checkpoint stays.</param>
    public Task<NetworkModule> TrainAsync(SharpLibrary library, string folder, CancellationToken cancellation = default) => TrainAsync(library, folder, null, cancellation);

    /// <summary>The same, but where there is no checkpoint yet, it begins with the weights of an earlier default model: at <see cref="DefaultModelOptions.MapAloneAt"/>, where only the map learns, if that has all layers, at <see cref="DefaultModelOptions.CompleteAt"/> if it has not.</summary>
    /// <param name="library">The sharp photographs.</param>
    /// <param name="folder">Where checkpoints are kept; created if missing.</param>
    /// <param name="earlier">An exported default model; <see langword="null"/> begins at the beginning. Not changed, and not looked at where there is a checkpoint.</param>
    /// <param name="cancellation">Stops after the current step; the last checkpoint stays.</param>
    /// <exception cref="InvalidNetworkException"><paramref name="earlier"/> is no default model.</exception>
    /// <exception cref="InvalidDataException">The folder has a checkpoint of the last stage without what that stage was begun with.</exception>
    public async Task<NetworkModule> TrainAsync(SharpLibrary library, string folder, NetworkModule? earlier, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        LibTorch.EnsureLoaded();
        AllocatorTuning.Apply();
        Directory.CreateDirectory(folder);
        int reached = new DefaultModelCheckpoint(folder).Step;
        if (reached > 0) earlier = null;
        else if (earlier is not null) RequireDefault(earlier.Network);
        var first = earlier is null ? NetworkStage.Plain : earlier.Network.Layers.Any(layer => layer.Name is DefaultNetwork.Beyond or DefaultNetwork.Scene) ? NetworkStage.MapAlone : NetworkStage.Complete;
        NetworkModule? module = null;
        foreach (var stage in Enum.GetValues<NetworkStage>())
        {
            if (stage != NetworkStage.Plain && _schedule.Start(stage) >= _options.Steps) break;
            if (reached > _schedule.End(stage) || stage < first) continue;
            var next = Fresh(stage);
            if (stage == NetworkStage.Plain) HighPassStart.Apply(next, "stage1");
            if ((module ?? earlier) is { } before) NetworkGrowth.Grow(before, next);
            var ownBlurs = stage >= NetworkStage.Complete ? Doubts(module ?? earlier, library, folder) : null;
            module?.Dispose();
            module = next;
            await TrainAsync(module, stage, ownBlurs, library, folder, cancellation).ConfigureAwait(false);
        }
        return module!;
    }

    // Weights that have another name would be left out, and the rest be trained from nothing.
    private static void RequireDefault(Network network)
    {
        var missing = DefaultNetwork.Create(NetworkStage.Plain).Layers.Select(layer => layer.Name).Except(network.Layers.Select(layer => layer.Name)).FirstOrDefault(name => name is not (null or DefaultNetwork.Directions));
        if (missing is not null) throw new InvalidNetworkException($"The network '{network.Name}' is no default model to begin with: it has no layer '{missing}'. Give a model of 32-bit floats, as eng/train-default-model writes beside the one to embed (default-float.onnx).");
    }

    // Where the stage begins, the network before it is asked; where it goes on, what was found then is read.
    private OwnBlurs Doubts(NetworkModule? before, SharpLibrary library, string folder)
    {
        if (before is null)
            return OwnBlurs.Read(folder) ?? throw new InvalidDataException($"'{folder}' has a checkpoint of the last stage, but not what it was begun with (soft-places.bin). Bring that file back, or begin anew in an empty folder.");
        var measured = OwnBlurs.Measure(before, library, _options.Marked);
        measured.Save(folder);
        _logger.LogInformation("{Count} of {Photographs} sharp photographs have soft places of their own; of {Seen} it was seen", measured.Count, library.Count, measured.SeenCount);
        return measured;
    }

    private NetworkModule Fresh(NetworkStage stage)
    {
        var module = new NetworkModule(DefaultNetwork.Create(stage), _options.Seed);
        new NetworkSymmetry(module.Network, DefaultNetwork.Directions).Begin(module);
        if (stage == NetworkStage.MapAlone) module.SetTrainable(DefaultNetwork.MapLayers(module.Network).Contains);
        return module;
    }

    // From the checkpoint of such a network, or from the module as it is, to the end of its part of the steps.
    private async Task TrainAsync(NetworkModule module, NetworkStage stage, OwnBlurs? ownBlurs, SharpLibrary library, string folder, CancellationToken cancellation)
    {
        var symmetry = new NetworkSymmetry(module.Network, DefaultNetwork.Directions);
        using var optimizer = new Adam(module.TrainableWeights(), _options.WeightDecay);
        var average = new WeightAverage(module, _options.WeightAverage);
        var checkpoint = new DefaultModelCheckpoint(folder);
        int first = stage == NetworkStage.Plain || checkpoint.Step > _schedule.Start(stage) ? checkpoint.TryRestore(module, optimizer, average) : _schedule.Start(stage);
        if (first > 0) _logger.LogInformation("Resuming at step {Step}", first);
        var run = new Run(module, symmetry, optimizer, average, checkpoint, first, _schedule.End(stage));
        if (stage == NetworkStage.MapAlone)
        {
            var kept = new MapBatches(Path.Combine(folder, $"map-batches-{Origin(module, ownBlurs!)}"), _options.MapBatches, _options.Seed);
            await MakeAsync(kept, module, ownBlurs, library, cancellation).ConfigureAwait(false);
            module.train();
            await LearnAsync(run, kept.ReadAllAsync(first - _schedule.Start(stage), run.End - _schedule.Start(stage), cancellation), MapStep, cancellation).ConfigureAwait(false);
        }
        else
        {
            await using var batches = new SyntheticBatches(library, _options, first, run.End, ownBlurs, cancellation);
            module.train();
            await LearnAsync(run, batches.ReadAllAsync(cancellation), Step, cancellation).ConfigureAwait(false);
        }
        cancellation.ThrowIfCancellationRequested();
        Finish(module, average, symmetry);
    }

    // Begun with another model or another seed, the map's layers would see something else: such batches get a folder of their own.
    private string Origin(NetworkModule module, OwnBlurs ownBlurs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var mapLayers = DefaultNetwork.MapLayers(module.Network);
        foreach (var (name, weight) in module.GetWeights().Where(entry => !mapLayers.Contains(entry.Key.Split('/')[0])).OrderBy(entry => entry.Key, StringComparer.Ordinal))
            hash.AppendData(MemoryMarshal.AsBytes<float>(weight.Values));
        hash.AppendData(ownBlurs.ToBytes());
        hash.AppendData(BitConverter.GetBytes(_options.Seed));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }

    // What the map's layers see of a picture stays the same while they learn: it is worked out once.
    private async Task MakeAsync(MapBatches kept, NetworkModule module, OwnBlurs? ownBlurs, SharpLibrary library, CancellationToken cancellation)
    {
        int made = kept.Made;
        module.eval();
        await using var batches = new SyntheticBatches(library, _options, _options.MapAloneAt + made, _options.MapAloneAt + _options.MapBatches, ownBlurs, cancellation);
        await foreach (var pending in batches.ReadAllAsync(cancellation))
        {
            kept.Keep(made++, MapBatch.Of(module, await pending.ConfigureAwait(false)));
            if (made % 250 == 0) _logger.LogInformation("batch {Made}/{Batches} for the map", made, _options.MapBatches);
            cancellation.ThrowIfCancellationRequested();
        }
        cancellation.ThrowIfCancellationRequested();
    }

    private async Task LearnAsync<TBatch>(Run run, IAsyncEnumerable<Task<TBatch>> batches, Func<Run, TBatch, int, (float Sum, float? Verdict)> learn, CancellationToken cancellation)
    {
        int step = run.First;
        double loss = 0;
        double? verdictLoss = 0;
        var clock = Stopwatch.StartNew();
        var waiting = new Stopwatch();
        await foreach (var pending in batches)
        {
            waiting.Start();
            var batch = await pending.ConfigureAwait(false);
            waiting.Stop();
            var (sum, verdict) = learn(run, batch, step);
            run.Optimizer.Step(_schedule.LearningRateAt(step));
            run.Average.Update(run.Module);
            step++;
            loss += sum;
            verdictLoss += verdict;
            if (step % 50 == 0)
            {
                _logger.LogInformation("step {Step}/{Steps} loss {Loss:F4}{Verdict} lr {Rate:E2} {Speed:F1} steps/s wait {Wait:P0}",
                    step, _options.Steps, loss / 50, verdictLoss is { } part ? string.Create(CultureInfo.InvariantCulture, $" verdict {part / 50:F4}") : "", _schedule.LearningRateAt(step), 50 / clock.Elapsed.TotalSeconds, waiting.Elapsed / clock.Elapsed);
                (loss, verdictLoss) = (0, 0);
                clock.Restart();
                waiting.Reset();
            }
            if (step % _options.CheckpointEvery == 0 || step == run.End)
            {
                run.Checkpoint.Save(step, run.Module, run.Optimizer, run.Average);
                _logger.LogDebug("checkpoint at step {Step}", step);
            }
            // Batches that are made already come without asking.
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The averaged weights of the newest checkpoint in <paramref name="folder"/>; <see langword="null"/> where there is none.</summary>
    /// <param name="folder">Where checkpoints are kept.</param>
    public NetworkModule? Restore(string folder)
    {
        LibTorch.EnsureLoaded();
        int reached = new DefaultModelCheckpoint(folder).Step;
        var module = Fresh(Enum.GetValues<NetworkStage>().First(stage => reached <= _schedule.End(stage) || stage == NetworkStage.MapAlone));
        using var optimizer = new Adam(module.TrainableWeights(), _options.WeightDecay);
        var average = new WeightAverage(module, _options.WeightAverage);
        if (new DefaultModelCheckpoint(folder).TryRestore(module, optimizer, average) == 0) return null;
        Finish(module, average, new NetworkSymmetry(module.Network, DefaultNetwork.Directions));
        return module;
    }

    private static IEnumerable<TorchSharp.Modules.Parameter> Learning(NetworkModule module) => module.parameters().Where(parameter => parameter.requires_grad);

    // Running statistics are of the batches that chance drew; the weights themselves are symmetric already.
    private static void Finish(NetworkModule module, WeightAverage average, NetworkSymmetry symmetry)
    {
        average.CopyTo(module);
        symmetry.AverageWeights(module);
        module.eval();
    }

    private (float Sum, float? Verdict) Step(Run run, SyntheticBatch batch, int step)
    {
        using var scope = NewDisposeScope();
        var pixels = TensorMemory.Copy(batch.Pixels, [batch.Count, 1, batch.Height, batch.Width]);
        var whole = TensorMemory.Copy(batch.Whole, [batch.Count, SyntheticBatch.WholeColumns]);
        var local = TensorMemory.Copy(batch.Local, [batch.Count, SyntheticBatch.LocalPlanes, batch.MapHeight, batch.MapWidth]);
        run.Module.zero_grad();
        var outputs = run.Module.forward(pixels, [DefaultNetwork.Directions]);
        var (sum, verdict) = DefaultModelLoss.Of(outputs, whole, local, _schedule.LocalShareAt(step), _schedule.FlatShareAt(step));
        Differentiate(run, sum);
        return (sum.item<float>(), verdict.item<float>());
    }

    private (float Sum, float? Verdict) MapStep(Run run, MapBatch batch, int step)
    {
        using var scope = NewDisposeScope();
        var evidence = TensorMemory.Copy(batch.Evidence, [batch.Count]);
        var local = TensorMemory.Copy(batch.Local, [batch.Count, MapBatch.Planes, batch.MapHeight, batch.MapWidth]);
        run.Module.zero_grad();
        var outputs = run.Module.ForwardFrom(batch.Known(), [DefaultNetwork.Map]);
        var sum = DefaultModelLoss.OfMap(outputs, evidence, local, _schedule.LocalShareAt(step), _schedule.FlatShareAt(step));
        Differentiate(run, sum);
        return (sum.item<float>(), null);
    }

    private static void Differentiate(Run run, Tensor loss)
    {
        loss.backward();
        run.Symmetry.AverageGradients(run.Module);
        nn.utils.clip_grad_norm_(Learning(run.Module), GradientNorm);
    }

    private sealed record Run(NetworkModule Module, NetworkSymmetry Symmetry, Adam Optimizer, WeightAverage Average, DefaultModelCheckpoint Checkpoint, int First, int End);
}

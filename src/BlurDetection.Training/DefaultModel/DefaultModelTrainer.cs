using System.Diagnostics;
using BlurDetection.Training.Degradation;
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
    private const int WarmUpSteps = 200;
    private const double GradientNorm = 2;

    private readonly DefaultModelOptions _options;
    private readonly ILogger _logger;

    /// <summary>Creates a trainer.</summary>
    /// <param name="options">Settings; defaults where <see langword="null"/>.</param>
    /// <param name="logger">Told of progress.</param>
    public DefaultModelTrainer(DefaultModelOptions? options = null, ILogger? logger = null)
    {
        _options = options ?? new DefaultModelOptions();
        _logger = logger ?? Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
    }

    /// <summary>Trains, or goes on from the checkpoint in <paramref name="folder"/>, and returns the averaged weights.</summary>
    /// <param name="library">The sharp photographs.</param>
    /// <param name="folder">Where checkpoints are kept; created if missing.</param>
    /// <param name="cancellation">Stops after the current step; the last checkpoint stays.</param>
    public async Task<NetworkModule> TrainAsync(SharpLibrary library, string folder, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(library);
        LibTorch.EnsureLoaded();
        AllocatorTuning.Apply();
        Directory.CreateDirectory(folder);
        bool refines = _options.Steps > _options.RefineAt;
        if (refines && new DefaultModelCheckpoint(folder).Step > _options.RefineAt) return await TrainAsync(Fresh(refined: true), library, folder, cancellation).ConfigureAwait(false);
        var plain = Fresh(refined: false);
        HighPassStart.Apply(plain, "stage1");
        plain = await TrainAsync(plain, library, folder, cancellation).ConfigureAwait(false);
        if (!refines) return plain;
        using (plain)
        {
            var refined = Fresh(refined: true);
            NetworkGrowth.Grow(plain, refined);
            return await TrainAsync(refined, library, folder, cancellation).ConfigureAwait(false);
        }
    }

    private NetworkModule Fresh(bool refined)
    {
        var module = new NetworkModule(DefaultNetwork.Create(refined), _options.Seed);
        new NetworkSymmetry(module.Network, DefaultNetwork.Directions).Begin(module);
        return module;
    }

    // From the checkpoint of such a network, or from the module as it is, to the end of its part of the steps.
    private async Task<NetworkModule> TrainAsync(NetworkModule module, SharpLibrary library, string folder, CancellationToken cancellation)
    {
        bool refined = IsRefined(module);
        int end = refined ? _options.Steps : Math.Min(_options.Steps, _options.RefineAt);
        var symmetry = new NetworkSymmetry(module.Network, DefaultNetwork.Directions);
        using var optimizer = optim.AdamW(module.parameters(), _options.LearningRate, weight_decay: _options.WeightDecay);
        var average = new WeightAverage(module, _options.WeightAverage);
        var checkpoint = new DefaultModelCheckpoint(folder);
        int first = refined && checkpoint.Step <= _options.RefineAt ? _options.RefineAt : checkpoint.TryRestore(module, optimizer, average);
        if (first > 0) _logger.LogInformation("Resuming at step {Step}", first);

        await using var batches = new SyntheticBatches(library, _options, first, end, cancellation);
        module.train();
        int step = first;
        double loss = 0, verdictLoss = 0, pictures = 0;
        var clock = Stopwatch.StartNew();
        var waiting = new Stopwatch();
        await foreach (var pending in batches.ReadAllAsync(cancellation))
        {
            waiting.Start();
            var batch = await pending.ConfigureAwait(false);
            waiting.Stop();
            foreach (var group in optimizer.ParamGroups) group.LearningRate = LearningRateAt(step);
            var (sum, verdict) = Step(module, symmetry, optimizer, batch, step);
            average.Update(module);
            step++;
            loss += sum;
            verdictLoss += verdict;
            pictures += batch.Count;
            if (step % 50 == 0)
            {
                _logger.LogInformation("step {Step}/{Steps} loss {Loss:F4} verdict {Verdict:F4} lr {Rate:E2} {Speed:F0} pictures/s wait {Wait:P0}",
                    step, _options.Steps, loss / 50, verdictLoss / 50, LearningRateAt(step), pictures / clock.Elapsed.TotalSeconds, waiting.Elapsed / clock.Elapsed);
                (loss, verdictLoss, pictures) = (0, 0, 0);
                clock.Restart();
                waiting.Reset();
            }
            if (step % _options.CheckpointEvery == 0 || step == end) checkpoint.Save(step, module, optimizer, average);
        }
        cancellation.ThrowIfCancellationRequested();
        Finish(module, average, symmetry);
        return module;
    }

    /// <summary>The averaged weights of the newest checkpoint in <paramref name="folder"/>; <see langword="null"/> where there is none.</summary>
    /// <param name="folder">Where checkpoints are kept.</param>
    public NetworkModule? Restore(string folder)
    {
        LibTorch.EnsureLoaded();
        var module = Fresh(refined: new DefaultModelCheckpoint(folder).Step > _options.RefineAt);
        using var optimizer = optim.AdamW(module.parameters(), _options.LearningRate, weight_decay: _options.WeightDecay);
        var average = new WeightAverage(module, _options.WeightAverage);
        if (new DefaultModelCheckpoint(folder).TryRestore(module, optimizer, average) == 0) return null;
        Finish(module, average, new NetworkSymmetry(module.Network, DefaultNetwork.Directions));
        return module;
    }

    // Running statistics are of the batches that chance drew; the weights themselves are symmetric already.
    private static void Finish(NetworkModule module, WeightAverage average, NetworkSymmetry symmetry)
    {
        average.CopyTo(module);
        symmetry.AverageWeights(module);
        module.eval();
    }

    private static bool IsRefined(NetworkModule module) => module.Network.Layers.Any(layer => layer.Name == DefaultNetwork.FarMap);

    private (float Sum, float Verdict) Step(NetworkModule module, NetworkSymmetry symmetry, optim.Optimizer optimizer, SyntheticBatch batch, int step)
    {
        using var scope = NewDisposeScope();
        var pixels = tensor(batch.Pixels, [batch.Count, 1, batch.Height, batch.Width]);
        var whole = tensor(batch.Whole, [batch.Count, SyntheticBatch.WholeColumns]);
        var local = tensor(batch.Local, [batch.Count, SyntheticBatch.LocalPlanes, batch.MapHeight, batch.MapWidth]);
        optimizer.zero_grad();
        var outputs = module.forward(pixels, [DefaultNetwork.Directions]);
        var (sum, verdict) = DefaultModelLoss.Of(outputs, whole, local, LocalShareAt(step), flatShare: step < _options.RefineAt ? 0.25 : 0.5);
        sum.backward();
        symmetry.AverageGradients(module);
        nn.utils.clip_grad_norm_(module.parameters(), GradientNorm);
        optimizer.step();
        return (sum.item<float>(), verdict.item<float>());
    }

    private double LocalShareAt(int step) => step >= _options.RefineAt && step < _options.SettleAt ? 1.2 : 0.7;

    // Warm-up, a plateau, and a straight way down; then warm restarts at half the height, the last at a quarter, each straight down again.
    private double LearningRateAt(int step)
    {
        if (step >= _options.SettleAt) return Restarted(0.25, step, _options.SettleAt, _options.Steps);
        if (step >= _options.RefineAt) return Math.Min(1, (step - _options.RefineAt + 1.0) / WarmUpSteps) * Restarted(0.5, step, _options.RefineAt, Math.Min(_options.Steps, _options.SettleAt));
        if (step >= _options.RestartAt) return Restarted(0.5, step, _options.RestartAt, Math.Min(_options.Steps, _options.RefineAt));
        int steps = Math.Min(_options.Steps, _options.RestartAt);
        double rise = Math.Min(1, (step + 1.0) / WarmUpSteps), fall = Math.Min(1, (steps - step) / (_options.DecayShare * steps));
        return _options.LearningRate * Math.Min(rise, Math.Max(fall, 0.002));
    }

    private double Restarted(double height, int step, int from, int to) => _options.LearningRate * height * Math.Max(0.002, (to - step) / (double)(to - from));
}

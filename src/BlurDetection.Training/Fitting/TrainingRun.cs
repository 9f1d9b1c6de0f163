using BlurDetection.Evaluation.Files;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Fitting;

/// <summary>The state of one call of fit: optimiser, session, callbacks, and their checkpoint.</summary>
internal sealed class TrainingRun(NetworkModule module, FitOptions options, IReadOnlyList<TrainingCallback> callbacks, int samples)
    : IDisposable
{
    private readonly string? _path = options.CheckpointFolder is { } folder ? Path.Combine(folder, TrainingCheckpoint.FileName) : null;

    internal TrainingSession Session { get; } = new(module, options.LearningRate, options.Epochs);

    internal Adam Optimizer { get; } = new(module.TrainableWeights(), options.WeightDecay);

    private readonly WeightAverage? _average = options.EmaMomentum is { } momentum ? new WeightAverage(module, momentum) : null;
    private bool _averaged;

    internal Device Device { get; } = module.parameters().First().device;

    /// <summary>Returns the epoch at which it goes on, if it resumes.</summary>
    internal int? Begin()
    {
        int? resumedAt = null;
        if (_path is not null)
        {
            RequireWritable(_path);
            if (options.Resume && File.Exists(_path)) resumedAt = Restore(CheckpointFile.Read(_path));
        }
        foreach (var callback in callbacks) callback.OnTrainBegin(Session);
        return resumedAt;
    }

    internal void BeginEpoch(int epoch)
    {
        // Again each epoch, so that a resumed run draws what an uninterrupted one would.
        module.Reseed(SampleSeed.Of(options.Seed, epoch, -2));
        foreach (var callback in callbacks) callback.OnEpochBegin(Session, epoch);
    }

    /// <summary>One step of the optimiser on the gradients that are there.</summary>
    internal void Step(int samplesInEpoch)
    {
        int steps = (samplesInEpoch + options.BatchSize - 1) / options.BatchSize;
        Optimizer.Step(Session.LearningRate * (options.LearningRateFactor?.Invoke(Optimizer.Steps, steps) ?? 1));
        _average?.Update();
    }

    /// <summary>Validation and callbacks see the averaged weights, where there are any.</summary>
    internal void BeginValidation()
    {
        if (_average is null) return;
        _average.Swap();
        _averaged = true;
    }

    internal void EndEpoch(EpochResult result)
    {
        Session.Add(result);
        foreach (var callback in callbacks) callback.OnEpochEnd(Session, result);
        if (_averaged) _average!.Swap();
        _averaged = false;
        if (_path is not null) CheckpointFile.Write(_path, Save());
    }

    internal FitResult End(int? resumedAt, Action finish)
    {
        _average?.Swap();
        foreach (var callback in callbacks) callback.OnTrainEnd(Session);
        finish();
        return new FitResult(Session.History, Session.StopReason, resumedAt);
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        _average?.Dispose();
    }

    private TrainingCheckpoint Save()
    {
        var states = callbacks.Select(c => c.SaveState()).ToList();
        var header = new TrainingCheckpointHeader
        {
            Epoch = Session.History.Count,
            Seed = options.Seed,
            BatchSize = options.BatchSize,
            Samples = samples,
            LearningRate = Session.LearningRate,
            OptimizerSteps = Optimizer.Steps,
            AverageUpdates = _average?.Save().Updates,
            Network = NetworkJson.Write(module.Network),
            StopReason = Session.StopReason,
            History = Session.History,
            Callbacks = [.. callbacks.Select(c => c.GetType().Name)],
            CallbackValues = [.. states.Select(s => s.Values)],
        };
        return new TrainingCheckpoint(header, module.GetWeights(), Optimizer.Save().ToDictionary(s => s.Name, s => s.Value),
            _average?.Save().Weights ?? CallbackState.Empty.Weights, states);
    }

    private int Restore(TrainingCheckpoint checkpoint)
    {
        var header = checkpoint.Header;
        Require("network", NetworkJson.Write(module.Network), header.Network);
        Require("seed", options.Seed, header.Seed);
        Require("batch size", options.BatchSize, header.BatchSize);
        Require("number of training images", samples, header.Samples);
        Require("callbacks", string.Join(", ", callbacks.Select(c => c.GetType().Name)), string.Join(", ", header.Callbacks));
        try
        {
            return RestoreParts(checkpoint);
        }
        catch (Exception error) when (error is KeyNotFoundException or ArgumentException or InvalidOperationException
            or IndexOutOfRangeException or NullReferenceException or InvalidNetworkException
            or System.Runtime.InteropServices.ExternalException)
        {
            throw new InvalidModelException($"Parts of the checkpoint {_path} are missing or damaged: {error.Message} Train without " +
                $"resuming, or put back a copy of the file.", error);
        }
    }

    private int RestoreParts(TrainingCheckpoint checkpoint)
    {
        var header = checkpoint.Header;
        module.SetWeights(checkpoint.Weights);
        Require("moving average", options.EmaMomentum is not null, header.AverageUpdates is not null);
        if (header.AverageUpdates is { } updates) _average!.Restore(checkpoint.Average, updates);
        Optimizer.Restore(header.OptimizerSteps, checkpoint.Optimizer);
        Session.Restore(header.History, header.LearningRate, header.StopReason);
        for (var i = 0; i < callbacks.Count; i++) callbacks[i].RestoreState(checkpoint.Callbacks[i]);
        return header.Epoch + 1;
    }

    private void Require<T>(string what, T now, T then)
    {
        if (!EqualityComparer<T>.Default.Equals(now, then))
            throw new InvalidModelException($"The checkpoint {_path} belongs to another run: its {what} was {then}, and is now {now}. " +
                $"Train without resuming, or with the options of that run.");
    }

    /// <summary>Better now than after an epoch.</summary>
    private static void RequireWritable(string path)
    {
        var probe = path + ".probe";
        AtomicFile.Write(probe, stream => stream.WriteByte(0));
        File.Delete(probe);
    }
}

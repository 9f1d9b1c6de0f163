using BlurDetection.Training.Tensors;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Fitting;

/// <summary>The exponential moving average of a module's weights, running statistics included (Polyak and Juditsky, 1992).</summary>
internal sealed class WeightAverage : IDisposable
{
    private readonly NetworkModule _module;
    private readonly double _momentum;
    private readonly Dictionary<string, Tensor> _mean;
    private long _updates;

    public WeightAverage(NetworkModule module, double momentum)
    {
        (_module, _momentum) = (module, momentum);
        _mean = module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone().DetachFromDisposeScope());
    }

    public void Update()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        // While there is little to average, the mean follows faster.
        double keep = Math.Min(_momentum, (1.0 + _updates) / (10.0 + _updates));
        _updates++;
        foreach (var (name, value) in _module.state_dict())
        {
            if (value.is_floating_point()) _mean[name].TimesInPlace(keep).PlusInPlace(value, 1 - keep);
            else _mean[name].copy_(value);
        }
    }

    /// <summary>Gives the module the average and keeps its own weights; once more brings them back.</summary>
    public void Swap()
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        foreach (var (name, value) in _module.state_dict())
        {
            var own = value.clone();
            value.copy_(_mean[name]);
            _mean[name].copy_(own);
        }
    }

    /// <summary>The average as it stands, by the names of <see cref="NetworkModule.GetWeights"/>, and the number of updates.</summary>
    public (IReadOnlyDictionary<string, NetworkWeight> Weights, long Updates) Save()
    {
        Swap();
        var weights = _module.GetWeights();
        Swap();
        return (weights, _updates);
    }

    public void Restore(IReadOnlyDictionary<string, NetworkWeight> weights, long updates)
    {
        Swap();
        _module.SetWeights(weights);
        Swap();
        _updates = updates;
    }

    public void Dispose()
    {
        foreach (var mean in _mean.Values) mean.Dispose();
    }
}

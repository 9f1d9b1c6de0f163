using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Fitting;

/// <summary>Adam (Kingma and Ba, 2015) with Keras's defaults: decay 0.9 and 0.999, epsilon 0.0000001.</summary>
internal sealed class Adam(IReadOnlyList<(string Name, Tensor Value)> parameters, double weightDecay) : IDisposable
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-7;
    private readonly Dictionary<string, (Tensor Mean, Tensor Variance)> _moments = parameters.ToDictionary(
        p => p.Name, p => (zeros_like(p.Value).requires_grad_(false).DetachFromDisposeScope(),
            zeros_like(p.Value).requires_grad_(false).DetachFromDisposeScope()));

    /// <summary>Steps done.</summary>
    internal long Steps { get; private set; }

    internal void Step(double learningRate)
    {
        using var _ = no_grad();
        using var scope = NewDisposeScope();
        Steps++;
        var rate = learningRate * Math.Sqrt(1 - Math.Pow(Beta2, Steps)) / (1 - Math.Pow(Beta1, Steps));
        foreach (var (name, value) in parameters)
        {
            if (!value.requires_grad || value.grad is not { } gradient) continue;
            var (mean, variance) = _moments[name];
            if (weightDecay > 0 && value.dim() > 1) value.TimesInPlace(1 - learningRate * weightDecay);
            mean.TimesInPlace(Beta1).PlusInPlace(gradient, 1 - Beta1);
            variance.TimesInPlace(Beta2).PlusProductInPlace(gradient, gradient, 1 - Beta2);
            value.PlusQuotientInPlace(mean, variance.sqrt().PlusInPlace(Epsilon), -rate);
        }
    }

    internal IEnumerable<(string Name, NetworkWeight Value)> Save() =>
        _moments.SelectMany(m =>
            new[] { ($"{m.Key}/mean", NetworkWeight.From(m.Value.Mean)), ($"{m.Key}/variance", NetworkWeight.From(m.Value.Variance)) });

    internal void Restore(long steps, IReadOnlyDictionary<string, NetworkWeight> saved)
    {
        Steps = steps;
        foreach (var (name, (mean, variance)) in _moments)
        {
            saved[$"{name}/mean"].CopyTo(mean);
            saved[$"{name}/variance"].CopyTo(variance);
        }
    }

    public void Dispose()
    {
        foreach (var (mean, variance) in _moments.Values)
        {
            mean.Dispose();
            variance.Dispose();
        }
    }
}

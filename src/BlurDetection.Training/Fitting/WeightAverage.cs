using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Fitting;

/// <summary>An exponential running mean of the weights, running statistics included: steadier than the last step's (Polyak and Juditsky, 1992).</summary>
internal sealed class WeightAverage
{
    private readonly double _decay;
    private readonly Dictionary<string, Tensor> _mean;
    private long _updates;

    public WeightAverage(NetworkModule module, double decay)
    {
        _decay = decay;
        _mean = module.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone().DetachFromDisposeScope());
    }

    public void Update(NetworkModule module)
    {
        using var noGrad = no_grad();
        using var scope = NewDisposeScope();
        // While there is little to average, the mean follows faster.
        double keep = Math.Min(_decay, (1.0 + _updates) / (10.0 + _updates));
        _updates++;
        foreach (var (name, value) in module.state_dict())
        {
            if (value.is_floating_point()) _mean[name].TimesInPlace(keep).PlusInPlace(value, 1 - keep);
            else _mean[name].copy_(value);
        }
    }

    public void CopyTo(NetworkModule module)
    {
        using var noGrad = no_grad();
        foreach (var (name, value) in module.state_dict()) value.copy_(_mean[name]);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(_updates);
        foreach (var (_, value) in _mean.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            if (value.is_floating_point())
                foreach (float number in value.data<float>()) writer.Write(number);
    }

    public void Read(BinaryReader reader)
    {
        using var noGrad = no_grad();
        _updates = reader.ReadInt64();
        foreach (var (_, value) in _mean.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            if (!value.is_floating_point()) continue;
            var numbers = new float[value.numel()];
            for (int i = 0; i < numbers.Length; i++) numbers[i] = reader.ReadSingle();
            using var read = tensor(numbers, value.shape);
            value.copy_(read);
        }
    }
}

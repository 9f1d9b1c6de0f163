using BlurDetection.Training.Tensors;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.Training.Fitting;

/// <summary>Keeps the outputs that labels say nothing about (map, kind, evidence) near those of the network that fine-tuning began with (Li
/// and Hoiem, "Learning without forgetting", 2016).</summary>
internal sealed class HeldOutputs
{
    private readonly NetworkModule _teacher;
    private readonly IReadOnlyList<string> _outputs;

    internal HeldOutputs(NetworkModule student, NetworkModule teacher, IEnumerable<string> taught)
    {
        _teacher = teacher;
        _outputs = [.. student.Network.Outputs.Keys.Where(o => o != Network.ProbabilitiesOutput && !taught.Contains(o)
            && _teacher.Network.Outputs.ContainsKey(o))];
    }

    /// <summary>Squared differences: the mean over an output's values, the sum over outputs and images.</summary>
    internal Tensor Sum(NetworkOutputs actual, Batch batch)
    {
        var sum = zeros(1, device: batch.Images.device);
        if (_outputs.Count == 0) return sum;
        using var wanted = Predict(batch.Images);
        foreach (var output in _outputs)
            sum = sum.Plus(actual[output].Minus(wanted[output]).square().flatten(1).mean([1]).sum());
        return sum;
    }

    private NetworkOutputs Predict(Tensor images)
    {
        using var _ = no_grad();
        _teacher.eval();
        return _teacher.forward(images);
    }
}

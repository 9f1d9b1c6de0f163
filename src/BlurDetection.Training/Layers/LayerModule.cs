using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Holds one layer's weights as torch parameters and buffers.</summary>
internal sealed class LayerModule : nn.Module<IReadOnlyList<Tensor>, Tensor>
{
    private Generator? _generator;
    private int _chance;

    internal LayerModule(ResolvedLayer layer, int seed) : base(layer.Name)
    {
        (Resolved, _chance) = (layer, unchecked(seed * 31 + layer.Index));
        var random = new Random(unchecked(seed * 486_187_739 + layer.Index));
        foreach (var weight in layer.Weights)
        {
            // A copy, so that it lies where torch aligns memory: sums of numbers that lie elsewhere differ in the last digit.
            using var drawn = tensor(weight.InitialValues(random), weight.Shape);
            var values = drawn.clone();
            if (weight.IsTrainable) register_parameter(weight.Name, new Parameter(values));
            else register_buffer(weight.Name, values);
        }
    }

    internal ResolvedLayer Resolved { get; }

    /// <summary>False for a frozen layer: its weights and running statistics stay as they are.</summary>
    internal bool IsTrainable { get; private set; } = true;

    internal Tensor this[string weight] => (get_parameter(weight) ?? get_buffer(weight))!;

    public override Tensor forward(IReadOnlyList<Tensor> inputs) => Resolved.Layer.Compute(this, inputs);

    /// <summary>The layer's own chance, for tensors in the processor's memory.</summary>
    internal Generator Random => _generator ??= new Generator((ulong)(uint)_chance, CPU);

    internal void Reseed(int seed)
    {
        _generator?.Dispose();
        (_generator, _chance) = (null, unchecked(seed * 31 + Resolved.Index));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _generator?.Dispose();
        base.Dispose(disposing);
    }

    internal void SetTrainable(bool trainable)
    {
        IsTrainable = trainable;
        foreach (var parameter in parameters()) parameter.requires_grad_(trainable);
    }
}

using BlurDetection.Training.Tensors;
using BlurDetection.Imaging;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.Reporting;

/// <summary>What in an image spoke for blur and what for focus, for networks without a map: Grad-CAM (Selvaraju et al.,
/// 2017), both signs kept.</summary>
internal static class ClassActivationMap
{
    /// <summary>The map of the last layer that still has a place in the image; <see langword="null"/> for networks without one.</summary>
    public static BlurMap? Of(NetworkModule module, Preprocessing preprocessing, string path, ImageDecoderOptions decoding)
    {
        string? layer = module.Network.Resolved.TakeWhile(r => r.Output.IsSpatial).LastOrDefault()?.Name;
        if (layer is null) return null;
        using DecodedImage decoded = ImageDecoder.DecodeFile(path, preprocessing, decoding);
        PlanarImage image = decoded.Pixels;
        module.eval();
        using var scope = NewDisposeScope();
        using Tensor input = tensor(image.Pixels.ToArray(), [1, image.Channels, image.Height, image.Width]).requires_grad_();
        using NetworkOutputs outputs = module.forward(input, [layer]);
        Tensor activation = outputs[layer], logits = outputs.Logits(Network.ProbabilitiesOutput);
        Tensor difference = logits[0, 0].Minus(logits[0, 1]);
        Tensor gradient = autograd.grad([difference], [activation])[0];
        Tensor evidence = (activation * gradient.mean([2, 3], keepdim: true)).sum(1).squeeze(0).detach().cpu();
        float[] values = evidence.data<float>().ToArray();
        (int height, int width) = ((int)evidence.shape[0], (int)evidence.shape[1]);
        float largest = Math.Max(values.Max(Math.Abs), 1e-12f);
        return new BlurMap(width, height, values.Select(v => 0.5f + 0.5f * v / largest).ToArray(),
            values.Select(v => Math.Abs(v) / largest).ToArray());
    }
}

using BlurDetection.Training.Tests.Fitting;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;
using Padding = BlurDetection.Training.Layers.Padding;

namespace BlurDetection.Training.Tests.Layers;

/// <summary>
/// Torch's "meta" device has shapes but no values, and refuses tensors of the processor as a GPU does: what runs on it, mixes no devices.
/// </summary>
/// <remarks>
/// Outside Python it has no kernels for convolutions, ReLU and batch normalization; those run on a GPU where there is one.
/// </remarks>
public class LayerDeviceTests
{
    public static TheoryData<Layer> Layers =>
    [
        new AveragePooling2D(3) { Padding = Padding.Same, Strides = 2 }, new Brightening(), new CenterCrop(8, 8),
        new CenterCrop2D(0.5), new DownSampling2D(), new Dropout(0.3), new ELU(), new FakeQuantization(6),
        new MaxPooling2D(3) { Padding = Padding.Same }, new Normalization(), new Rescaling(1 / 255.0), new Resizing(12, 20),
        new UpSampling2D { Size = 2 }, new ZeroPadding2D(1, 2, 1, 2),
    ];

    [Theory]
    [MemberData(nameof(Layers))]
    public void ALayerComputesOnTheDeviceOfItsInput(Layer layer)
    {
        using var module = Module(layer);
        module.to(META);

        using var outputs = module.forward(zeros(2, 1, 16, 16, device: META));

        Assert.Equal(DeviceType.META, outputs["probabilities"].device_type);
    }

    [SkippableFact]
    public void AGpuLearnsWhatTheProcessorLearns()
    {
        Skip.IfNot(cuda.is_available(), "There is no CUDA device here.");
        Assert.Equal(LossOf(CPU), LossOf(CUDA), 0.01);
    }

    private static NetworkModule Module(params Layer[] layers) =>
        new(new Network("device", new NetworkInput(1, 16, 16),
            [.. layers, new GlobalAveragePooling2D(), new Dense(2) { Activation = ActivationFunction.Softmax }]), seed: 1);

    private static double LossOf(Device device)
    {
        using var module = Module(
            new Rescaling(1 / 255.0), new Conv2D(16, 3) { Padding = Padding.Same }, new BatchNormalization(), new ReLU(),
            new AveragePooling2D(3) { Padding = Padding.Same }, new Dropout(0.2), new Conv2D(16, 2));
        module.to(device);
        var options = new FitOptions { Epochs = 2, BatchSize = 8, SymmetricWeights = true, ClipNorm = 2, EmaMomentum = 0.9 };
        return new NetworkTrainer(module, options).Fit(new StripedImages(32)).History[^1].Logs["loss"];
    }
}

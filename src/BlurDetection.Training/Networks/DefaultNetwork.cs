using BlurDetection.Models;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Networks;

/// <summary>The network of the embedded model: fully convolutional to 1/16 of the size, local outputs there, the verdict
/// from pooled features.</summary>
internal static class DefaultNetwork
{
    /// <summary>Name of the preset.</summary>
    public const string PresetName = "default";

    /// <summary>Side of a map cell in pixels of the resized image.</summary>
    public const int CellSize = 16;

    /// <summary>The output of widths: log2 of the visible width of each cell along four directions.</summary>
    internal const string Directions = ModelTensors.Directions;

    /// <summary>The output of the map.</summary>
    internal const string Map = ModelTensors.Map;

    /// <summary>Creates the layer list: luma of any size in; "probabilities", "map", "directions", "kind", "strength" and
    /// "evidence" out.</summary>
    public static Network Create()
    {
        List<Layer> layers = [new Rescaling(1 / 255.0)];
        // Even windows with strides of 2 lie symmetrically on the grid: a mirrored image is sampled at the mirrored places.
        // At half and a quarter of the size a normalisation would cost as much as the convolution itself.
        layers.Add(new Conv2D(16, 4) { Name = "stage1", Strides = 2, Padding = Padding.Same, Activation = ActivationFunction.Relu,
            KernelInitializer = Initializer.HighPass });
        layers.Add(new Conv2D(16, 2) { Name = "stage2", Strides = 2, Padding = Padding.Same, Activation = ActivationFunction.Relu,
            KernelInitializer = Initializer.HeUniform });
        Stage(layers, "stage3", 32, kernel: 4, strides: 2);
        Stage(layers, "stage4", 64, kernel: 2, strides: 2);
        Stage(layers, "stage4b", 64);
        Stage(layers, "local", 64);
        // Where there is no texture, only the surroundings tell whether it would be blurred.
        Stage(layers, "context", 32, dilation: 4);
        layers.Add(new Concatenate { Name = "features", Inputs = ["local", "context"] });
        layers.AddRange(
        [
            new Conv2D(2, 1) { Name = "map_near", Inputs = ["features"] },
            new Conv2D(4, 1) { Name = Directions, Inputs = ["local"] },
            new Conv2D(1, 1) { Name = "attention_a", Inputs = ["features"] },
            new Conv2D(1, 1) { Name = "attention_b", Inputs = ["features"] },
            new GlobalAveragePooling2D { Name = "mean", Inputs = ["features"] },
            new GlobalStandardDeviationPooling2D { Name = "spread", Inputs = ["features"] },
            new AttentionPooling2D { Name = "attended_a", Inputs = ["features", "attention_a"] },
            new AttentionPooling2D { Name = "attended_b", Inputs = ["features", "attention_b"] },
            // The subject is usually near the middle; where it is soft and the rest sharp, the whole does not tell.
            new CenterCrop2D(0.5) { Name = "middle", Inputs = ["features"] },
            new GlobalAveragePooling2D { Name = "middle_mean", Inputs = ["middle"] },
            new Concatenate { Name = "pooled", Inputs = ["mean", "spread", "attended_a", "attended_b", "middle_mean"] },
            new Dense(64) { Name = "hidden", Inputs = ["pooled"], Activation = ActivationFunction.Relu },
            new Dense(2) { Name = "probabilities", Inputs = ["hidden"], Activation = ActivationFunction.Softmax },
            new Dense(3) { Name = "kind", Inputs = ["hidden"], Activation = ActivationFunction.Softmax },
            new Dense(1) { Name = "strength", Inputs = ["hidden"] },
            new Dense(1) { Name = "evidence", Inputs = ["hidden"], Activation = ActivationFunction.Sigmoid },
        ]);
        AddMap(layers);
        string[] outputs = ["probabilities", Map, Directions, "kind", "strength", "evidence"];
        return new Network(PresetName, new NetworkInput(1), layers, outputs.ToDictionary(name => name));
    }

    /// <summary>The layer whose channels change places when an image is turned, where the network has such an output;
    /// <see langword="null"/> elsewhere.</summary>
    internal static string? AxesOf(Network network) => network.Outputs.GetValueOrDefault(Directions);

    // What one place shows is read in the light of the whole image and of the places around: how blurred the rest is,
    // and where the subject ends.
    private static void AddMap(List<Layer> layers)
    {
        layers.AddRange(
        [
            new Conv2D(48, 1) { Name = "place", Inputs = ["features"], UseBias = false, KernelInitializer = Initializer.HeUniform },
            new Dense(48) { Name = "whole", Inputs = ["pooled"] },
            new AddVector2D { Name = "conditioned", Inputs = ["place", "whole"] },
            new Activation(ActivationFunction.Relu) { Name = "joint" },
        ]);
        Stage(layers, "around", 32, dilation: 2);
        layers.Add(new Concatenate { Name = "refined", Inputs = ["joint", "around"] });
        AddScene(layers);
        layers.AddRange(
        [
            new Conv2D(2, 1) { Name = "map_far" },
            new Add { Name = "map_sum", Inputs = ["map_near", "map_far"] },
            new Activation(ActivationFunction.Sigmoid) { Name = "map" },
        ]);
    }

    // At half the map's size a convolution costs a quarter and sees twice as far: three of them see 220 pixels to each side.
    private static void AddScene(List<Layer> layers)
    {
        layers.Add(new DownSampling2D { Name = "halved", Inputs = ["refined"] });
        Stage(layers, "wide", 32);
        Stage(layers, "wider", 32, dilation: 2);
        Stage(layers, "widest", 32, dilation: 4);
        layers.Add(new Concatenate { Name = "widths", Inputs = ["wide", "wider", "widest"] });
        Stage(layers, "scene", 32, kernel: 1);
        layers.Add(new UpSampling2D { Name = "scene_here", Inputs = ["scene", "refined"], Interpolation = Interpolation.Bilinear });
        layers.Add(new Concatenate { Name = "completed", Inputs = ["refined", "scene_here"] });
        Stage(layers, "fused", 32, kernel: 1);
    }

    private static void Stage(List<Layer> layers, string name, int filters, int kernel = 3, int strides = 1, int dilation = 1) =>
        layers.AddRange(
    [
        new Conv2D(filters, kernel)
        {
            Name = $"{name}_conv",
            Strides = strides,
            DilationRate = dilation,
            Padding = Padding.Same,
            UseBias = false,
            KernelInitializer = Initializer.HeUniform,
        },
        new BatchNormalization { Name = $"{name}_norm" },
        new Activation(ActivationFunction.Relu) { Name = name },
    ]);
}

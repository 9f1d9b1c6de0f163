using BlurDetection.Training.Layers;

namespace BlurDetection.Tests.Support;

/// <summary>A network beside the images that is trained on them in a second.</summary>
internal sealed partial class LabelledImages
{
    public static Network Network { get; } = new("tiny", new NetworkInput(1),
    [
        new Rescaling(1 / 255.0),
        new Conv2D(4, 3) { Padding = Padding.Same, Activation = ActivationFunction.Relu },
        new MaxPooling2D(2),
        new Conv2D(6, 3) { Padding = Padding.Same, Activation = ActivationFunction.Relu, Name = "features" },
        new GlobalAveragePooling2D(),
        new Dense(2) { Activation = ActivationFunction.Softmax },
    ]);

    public string Layers => field ??= Folder.Add("layers.json", System.Text.Encoding.UTF8.GetBytes(NetworkJson.Write(Network)));
}

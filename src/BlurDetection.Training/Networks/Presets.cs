using BlurDetection.Imaging;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Networks;

/// <summary>Networks that come with the package.</summary>
internal static class Presets
{
    private static readonly int[] NotebookUnits = [512, 256, 128, 64];

    /// <summary>The original notebook's network: 128x128 RGB, six convolutions, five dense layers, 835,202 parameters.</summary>
    public static Network Notebook() => new("notebook", NetworkInput.For(Preprocessing.Notebook),
    [
        new Rescaling(1 / 255.0),
        .. Stage(64, 3), .. Stage(128, 2), .. Stage(256, 2),
        new GlobalAveragePooling2D(),
        .. NotebookUnits.Select(units => new Dense(units) { Activation = ActivationFunction.Relu }),
        new Dense(2) { Activation = ActivationFunction.Softmax },
    ]);

    private static Layer[] Stage(int filters, int kernel)
    {
        var convolution = new Conv2D(filters, kernel) { Padding = Padding.Same, Activation = ActivationFunction.Relu };
        return [convolution, convolution, new MaxPooling2D(2)];
    }
}

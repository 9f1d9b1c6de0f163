using BlurDetection.Imaging;
using BlurDetection.Training.DefaultModel;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Networks;

/// <summary>Networks that come with the package.</summary>
public static class Presets
{
    /// <summary>The names that <see cref="Create"/> knows.</summary>
    public static IReadOnlyList<string> Names { get; } = ["notebook", DefaultNetwork.PresetName];

    /// <summary>A preset by name.</summary>
    /// <param name="name">One of <see cref="Names"/>; case does not matter.</param>
    /// <exception cref="ArgumentException">There is no such preset.</exception>
    public static Network Create(string name) => name?.ToLowerInvariant() switch
    {
        "notebook" => Notebook(),
        DefaultNetwork.PresetName => DefaultNetwork.Create(),
        _ => throw new ArgumentException($"There is no preset '{name}'; there are {string.Join(", ", Names)}.", nameof(name)),
    };

    /// <summary>The original notebook's network: 128x128 RGB, six convolutions, five dense layers, 835,202 parameters.</summary>
    public static Network Notebook() => new("notebook", NetworkInput.For(Preprocessing.Notebook),
    [
        new Rescaling(1 / 255.0),
        .. Stage(64, 3), .. Stage(128, 2), .. Stage(256, 2),
        new GlobalAveragePooling2D(),
        .. new[] { 512, 256, 128, 64 }.Select(units => new Dense(units) { Activation = ActivationFunction.Relu }),
        new Dense(2) { Activation = ActivationFunction.Softmax },
    ]);

    private static Layer[] Stage(int filters, int kernel)
    {
        var convolution = new Conv2D(filters, kernel) { Padding = Padding.Same, Activation = ActivationFunction.Relu };
        return [convolution, convolution, new MaxPooling2D(2)];
    }
}

using BlurDetection.Training.Layers;

namespace BlurDetection.Tests.Support;

/// <summary>A folder of small pictures, sharp and blurred by turns, with a label file and a network that is trained in a second.</summary>
internal sealed class LabelledImages : IDisposable
{
    public LabelledImages(int scenes = 12, string columns = "filename,label", Func<int, string>? more = null)
    {
        var lines = new List<string> { columns };
        for (int i = 0; i < scenes; i++)
        {
            Folder.Add($"{i}.jpg", i % 2 == 0 ? Support.Images.Blurred(64, 48, i, sigma: 4) : Support.Images.Sharp(64, 48, i));
            lines.Add($"{i}.jpg,{i % 2}{more?.Invoke(i)}");
        }
        Labels = Folder.Add("metadata.csv", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        Layers = Folder.Add("layers.json", System.Text.Encoding.UTF8.GetBytes(NetworkJson.Write(Network)));
    }

    public static Network Network { get; } = new("tiny", new NetworkInput(1),
    [
        new Rescaling(1 / 255.0),
        new Conv2D(4, 3) { Padding = Padding.Same, Activation = ActivationFunction.Relu },
        new MaxPooling2D(2),
        new Conv2D(6, 3) { Padding = Padding.Same, Activation = ActivationFunction.Relu, Name = "features" },
        new GlobalAveragePooling2D(),
        new Dense(2) { Activation = ActivationFunction.Softmax },
    ]);

    public ImageFolder Folder { get; } = new();

    public string Images => Folder.Root;

    public string Labels { get; }

    public string Layers { get; }

    public string Out => Path.Combine(Folder.Root, "out");

    public void Dispose() => Folder.Dispose();
}

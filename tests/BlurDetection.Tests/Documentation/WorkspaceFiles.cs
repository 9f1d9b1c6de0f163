using System.Text;
using BlurDetection.Dicom.Tests.Support;
using BlurDetection.Tests.Packages;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Keras;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Tests.Documentation;

/// <summary>Writes the files that the pages name.</summary>
internal static class WorkspaceFiles
{
    private const int Scenes = 8, SharpScenes = 8;

    public static void Write(string root)
    {
        string samples = Path.Combine(Repository.Root, "samples", "images");
        foreach (string name in new[] { "photo.jpg", "a.jpg" })
            File.Copy(Path.Combine(samples, "street-shaken.jpg"), Path.Combine(root, name));
        File.Copy(Path.Combine(samples, "street-sharp.jpg"), Path.Combine(root, "b.jpg"));
        foreach (string name in new[] { "DIR", "Images", "photos", "sharp", "uploads/today" })
            Directory.CreateDirectory(Path.Combine(root, name));
        // none is blurred: with --fail-on-blur the console then ends with 0
        foreach (string name in new[] { "landscape-sharp.jpg", "street-sharp.jpg", "portrait-sharp.jpg" })
            File.Copy(Path.Combine(samples, name), Path.Combine(root, name.StartsWith('p') ? "uploads/today" : "photos", name));

        var labels = new StringBuilder("filename,label\n");
        for (int scene = 0; scene < 2 * Scenes; scene++)
        {
            byte[] image = scene % 2 == 0 ? Images.Blurred(96, 72, scene, sigma: 5) : Images.Sharp(96, 72, scene);
            foreach (string folder in new[] { "DIR", "Images" }) File.WriteAllBytes(Path.Combine(root, folder, $"{scene}.jpg"), image);
            labels.Append($"{scene}.jpg,{scene % 2}\n");
        }
        File.WriteAllText(Path.Combine(root, "metadata.csv"), labels.ToString());
        WriteMeasuringData(root);
        WriteKerasFiles(root);
        File.WriteAllBytes(Path.Combine(root, "sharp.jpg"), Images.Sharp(960, 720, 100));
        File.WriteAllBytes(Path.Combine(root, "sharp", "one.jpg"), Images.Sharp(320, 240, 100));
        for (int scene = 1; scene < SharpScenes; scene++)
            File.WriteAllBytes(Path.Combine(root, "sharp", $"{scene}.jpg"), Images.Sharp(160, 120, 100 + scene));

        using (var image = NetVips.Image.NewFromFile(Path.Combine(samples, "street-sharp.jpg")))
        {
            image.Tiffsave(Path.Combine(root, "scan.tif"));
            image.Tiffsave(Path.Combine(root, "scene.tif"), tile: true);
        }
        byte[] canon = [.. "II*\0"u8, 16, 0, 0, 0, .. "CR"u8, 2, 0, 0, 0, 0, 0, .. new byte[16],
            .. File.ReadAllBytes(Path.Combine(samples, "street-sharp.jpg"))];
        File.WriteAllBytes(Path.Combine(root, "photo.cr2"), canon);
        File.WriteAllBytes(Path.Combine(root, "scan.dcm"), TestImage.Ramp(256, 256, 12).Write().File(DicomWriter.ExplicitLittleEndian));
        File.WriteAllText(Path.Combine(root, "YOUR.csproj"), OutsideApp.Project("Microsoft.NET.Sdk", "", ""));
        // a network of another library, channels last: the mean of everything it sees
        File.WriteAllBytes(Path.Combine(root, "theirs.onnx"), new OnnxGraph()
            .Input("image", OnnxGraph.Type.Float, 1, 32, 32, 3)
            .Longs("flat", 1, 1)
            .Node("ReduceMean", "image", "mean")
            .Node("Reshape", "mean flat", "out")
            .Output("out", OnnxGraph.Type.Float, 1, 1)
            .ToBytes());
    }

    // as Keras would have saved them
    private static void WriteKerasFiles(string root)
    {
        void Save(string name, Network network)
        {
            using var module = new NetworkModule(network);
            KerasModelWriter.Write(Path.Combine(root, name), network, module.GetWeights());
        }
        Save("notebook.weights.h5", Presets.Notebook());
        Save("model.keras", new Network("mine", new NetworkInput(3, 48, 48),
            [new Rescaling(1 / 255.0), new Conv2D(8, 3) { Activation = ActivationFunction.Relu }, new GlobalAveragePooling2D(),
                new Dense(2), new Softmax()]));
    }

    // DATA as docs/model-card.md describes it, in small
    private static void WriteMeasuringData(string root)
    {
        foreach (string set in new[] { "labels", "dev/photos" })
        {
            string images = Directory.CreateDirectory(Path.Combine(root, "DATA", set, "Images")).FullName;
            foreach (string file in Directory.EnumerateFiles(Path.Combine(root, "DIR")))
                File.Copy(file, Path.Combine(images, Path.GetFileName(file)));
            File.Copy(Path.Combine(root, "metadata.csv"), Path.Combine(root, "DATA", set, "metadata.csv"));
        }
        string masked = Directory.CreateDirectory(Path.Combine(root, "DATA", "dev", "masks", "images")).FullName;
        string masks = Directory.CreateDirectory(Path.Combine(root, "DATA", "dev", "masks", "blurred")).FullName;
        foreach (string kind in new[] { "motion", "out_of_focus" })
        {
            File.WriteAllBytes(Path.Combine(masked, $"{kind}1.jpg"), Images.Sharp(160, 120, kind.Length));
            File.WriteAllBytes(Path.Combine(masks, $"{kind}1.png"), Images.Half(160, 120));
        }
        string series = Directory.CreateDirectory(Path.Combine(root, "DATA", "focus-series")).FullName;
        var steps = new StringBuilder("file,step,scene\n");
        for (int step = 1; step < 5; step++)
        {
            File.WriteAllBytes(Path.Combine(series, $"{step}.jpg"), Images.Blurred(160, 120, 7, sigma: step));
            steps.Append($"{step}.jpg,{step},shapes\n");
        }
        File.WriteAllText(Path.Combine(series, "series.csv"), steps.ToString());
    }
}

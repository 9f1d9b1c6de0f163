using System.Text.Json;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Checkpoints;

namespace BlurDetection.Cli.Tests.Interruption;

internal sealed class TrainWriting(LabelledImages pictures) : WritingCommand
{
    public override string[] Line(string folder) =>
    [
        "train", "--images", pictures.Images, "--labels", pictures.Labels, "--layers", pictures.Layers,
        "--epochs", "3", "--batch", "4", "--threads", "1", "--folds", "0", "--validation", "0.34", "--out", folder, "-q",
    ];

    public override void Check(string folder, bool ended)
    {
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            switch (Path.GetExtension(file))
            {
                case ".safetensors":
                    CheckpointFile.Read(file);
                    break;
                case ".onnx" or ".zip":
                    BlurClassifier.Load(file).Dispose();
                    break;
                case ".json":
                    JsonDocument.Parse(File.ReadAllBytes(file)).Dispose();
                    break;
                case ".csv":
                    Assert.EndsWith("\n", File.ReadAllText(file));
                    Assert.Single(File.ReadLines(file).Select(line => line.Count(c => c == ',')).Distinct());
                    break;
                case ".html":
                    Assert.Matches(ended ? "</html>\\s*$" : "</html>\\s*$|^Training .*\\.$", File.ReadAllText(file));
                    break;
            }
        }
        if (ended)
            Assert.Subset(Directory.GetFiles(folder).Select(Path.GetFileName).ToHashSet()!,
                new HashSet<string> { "model.onnx", "model.zip", "report.html", "report.json", "recipe.json" });
    }

    public override string[]? Resume(string folder) =>
        File.Exists(Path.Combine(folder, "cnn_model", "last.safetensors")) ? [.. Line(folder), "--resume"] : [.. Line(folder), "--force"];
}

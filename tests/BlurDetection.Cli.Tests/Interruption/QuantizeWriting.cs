using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Tests.Export;
using BlurDetection.Training.Tests.Networks;
using BlurDetection.Training.Export;

namespace BlurDetection.Cli.Tests.Interruption;

internal sealed class QuantizeWriting : WritingCommand
{
    private const string Name = "mine";
    private readonly LabelledImages _pictures;
    private readonly string _model;

    public QuantizeWriting(LabelledImages pictures, ImageFolder inputs)
    {
        _pictures = pictures;
        using var module = ExportedModels.Shaken(SomeNetwork.Convolutional());
        _model = inputs.Add("trained.onnx", OnnxExporter.Export(module, ExportedModels.Canonical with { Name = Name }));
    }

    public override string[] Line(string folder) =>
        ["quantize", "--model", _model, "--images", _pictures.Images, "--out", Target(folder), "--force", "-q"];

    public override void Prepare(string folder) => ModelZip.Save(TestModels.Plain(), Target(folder));

    public override void Check(string folder, bool ended)
    {
        using BlurClassifier written = BlurClassifier.Load(Target(folder));
        if (ended) Assert.Equal(Name, written.Model.Name);
    }

    private static string Target(string folder) => Path.Combine(folder, "small.zip");
}

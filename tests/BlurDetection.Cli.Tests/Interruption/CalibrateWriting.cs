using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests.Interruption;

internal sealed class CalibrateWriting(LabelledImages pictures, string model) : WritingCommand
{
    private const double OldThreshold = 0.6;

    public override string[] Line(string folder) =>
        ["calibrate", "--images", pictures.Images, "--labels", pictures.Labels, "--model", model, "--out", Target(folder), "--force", "-q"];

    public override void Prepare(string folder) => ModelZip.Save(TestModels.Plain(), Target(folder));

    public override void Check(string folder, bool ended)
    {
        using BlurClassifier written = BlurClassifier.Load(Target(folder));
        if (ended) Assert.NotEqual(OldThreshold, written.Threshold);
    }

    private static string Target(string folder) => Path.Combine(folder, "mine.zip");
}

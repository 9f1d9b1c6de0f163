using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests.Interruption;

internal sealed class EvaluateWriting(LabelledImages pictures, string model) : WritingCommand
{
    private const string Old = "<html>old and whole</html>";

    public override string[] Line(string folder) =>
        ["evaluate", "--images", pictures.Images, "--labels", pictures.Labels, "--model", model, "--report", Target(folder), "-q"];

    public override void Prepare(string folder) => File.WriteAllText(Target(folder), Old);

    public override void Check(string folder, bool ended)
    {
        string text = File.ReadAllText(Target(folder));
        Assert.EndsWith("</html>", text.TrimEnd());
        if (ended) Assert.NotEqual(Old, text);
    }

    private static string Target(string folder) => Path.Combine(folder, "report.html");
}

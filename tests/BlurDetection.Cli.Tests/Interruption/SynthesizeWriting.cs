using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Cli.Tests.Interruption;

internal sealed class SynthesizeWriting(LabelledImages pictures) : WritingCommand
{
    private const string Old = "old and whole";

    public override string[] Line(string folder) =>
    [
        "synthesize", Path.Combine(pictures.Images, "1.jpg"), Path.Combine(pictures.Images, "3.jpg"),
        "--out", folder, "--force", "--width", "64", "--height", "64", "--each", "6",
    ];

    public override void Prepare(string folder) => File.WriteAllText(Target(folder), Old);

    public override void Check(string folder, bool ended)
    {
        string text = File.ReadAllText(Target(folder));
        if (text == Old)
        {
            Assert.False(ended);
            return;
        }
        Assert.EndsWith("\n", text);
        foreach (string row in text.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..])
        {
            using SKBitmap? image = SKBitmap.Decode(Path.Combine(folder, "images", row.Split(',')[0]));
            Assert.NotNull(image); // a row names an image that is whole
        }
    }

    private static string Target(string folder) => Path.Combine(folder, "metadata.csv");
}

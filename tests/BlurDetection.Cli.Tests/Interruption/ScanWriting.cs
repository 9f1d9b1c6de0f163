using BlurDetection.Scanning.Results;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests.Interruption;

internal sealed class ScanWriting(LabelledImages pictures, int images, string model) : WritingCommand
{
    public override string[] Line(string folder) =>
        ["scan", pictures.Images, "-o", folder, "--model", model, "--part-size", "2", "-p", "1", "--results", "csv", "--quiet"];

    public override void Check(string folder, bool ended)
    {
        int rows = 0;
        if (File.Exists(Path.Combine(folder, "scan.json")))
            rows = ScanResults.Open(folder).ReadAsync().ToBlockingEnumerable().Select(row => row.Path).Distinct().Count();
        string csv = Path.Combine(folder, "results.csv");
        if (File.Exists(csv)) Assert.Equal(images + 1, File.ReadAllText(csv).Count(c => c == '\n'));
        if (ended) Assert.Equal((images, true), (rows, File.Exists(csv)));
    }

    public override string[] Resume(string folder) => Line(folder);
}

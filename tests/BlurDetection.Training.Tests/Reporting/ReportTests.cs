using System.Xml.Linq;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Reporting;
using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Networks;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Training.Tests.Reporting;

public sealed class ReportTests
{
    [Fact]
    public void ChartsAreWellFormedFollowThePageAndDoNotShareNames()
    {
        string first = new ChartSvg("Loss", "Epoch", "Loss").Line("a", ChartSvg.First, [(1, 2), (2, double.NaN), (3, 1)])
            .Mark(2, "best", ChartSvg.Ink).Legend().ToString();
        string second = new ChartSvg("Accuracy", "Epoch", "Share").Bars(ChartSvg.Second, [(0, 1, 2)]).ToString();
        foreach (string svg in new[] { first, second })
        {
            XElement root = XElement.Parse(svg);
            Assert.NotNull(root.Attribute("viewBox"));
            Assert.Null(root.Attribute("width")); // the page decides
            Assert.Contains("var(--", svg);
            Assert.DoesNotContain("rgb(1,2,", svg);
        }
        static IEnumerable<string> Names(string svg) => XElement.Parse(svg).Descendants().Attributes("id").Select(a => a.Value);
        Assert.NotEmpty(Names(first));
        Assert.Empty(Names(first).Intersect(Names(second)));
    }

    [Fact]
    public void WhatPeopleWriteIsNotTakenForMarkup()
    {
        string page = new ReportPage("<b>").Lead("a & b").Table(["<i>"], [["<script>"]]).Images([new ImageCard([1], "\"<u>\"", ["<s>"])])
            .ToString();
        foreach (string tag in new[] { "<b>a", "<i>", "<script>", "<u>", "<s>" }) Assert.DoesNotContain(tag, page);
        Assert.Contains("&lt;script&gt;", page);
    }

    [Fact]
    public void TheWorstMistakesOfAModelStandInItsPageOnceEach()
    {
        using var pictures = new LabelledImages(scenes: 6);
        pictures.Folder.Add("copy.jpg", File.ReadAllBytes(Path.Combine(pictures.Images, "0.jpg")));
        // 0 and its copy are wrongly labelled
        File.WriteAllText(pictures.Labels, "filename,label\n0.jpg,1\ncopy.jpg,1\n1.jpg,1\n2.jpg,0\n");
        string model = pictures.Folder.Add("model.onnx", TestModels.Plain()),
            path = Path.Combine(pictures.Out, "evaluation", "report.html");
        using BlurClassifier classifier = BlurClassifier.Load(model);
        EvaluationReport report =
            Evaluator.Evaluate(classifier, pictures.Images, pictures.Labels, "test", new EvaluationOptions { Resamples = 10 });
        EvaluationReportWriter.Write([report, report], pictures.Images, path, [p => classifier.Classify(p).Map, null], "blur evaluate");
        string page = File.ReadAllText(path);
        Assert.Contains("0.jpg and 1 copy", page);
        Assert.Contains("Heat map of", page);
        Assert.Contains("Side by side", page);
        Assert.DoesNotMatch(@"<b>[^<]*[( ]\D[^<]*</b>", page); // a tile's figure stands on one line
        Assert.Contains("Only 3 different images stand behind these figures", page);
        // picture and heat map for the first model, picture for the second
        Assert.Equal(3, page.Split("data:image/jpeg;base64,").Length - 1);
    }

    [Fact]
    public void AnInspectionShowsSamplesCopiesAndConflicts()
    {
        using var pictures = new LabelledImages(scenes: 6);
        pictures.Folder.Add("copy.jpg", File.ReadAllBytes(Path.Combine(pictures.Images, "0.jpg")));
        File.AppendAllText(pictures.Labels, "copy.jpg,1\n");
        ImageDataset dataset = ImageDataset.Load(pictures.Images, pictures.Labels);
        string path = Path.Combine(pictures.Out, "inspection", "look.html");
        InspectionReportWriter.Write(DataInspector.Inspect(dataset, pictures.Images), dataset, path);
        string page = File.ReadAllText(path);
        foreach (string words in new[] { "Samples of blur", "Samples of focus", "Same image, two labels: 1 cluster",
            "Byte-identical copies: 1 cluster" })
            Assert.Contains(words, page);
    }

    [Fact]
    public void APageThatCannotBeWrittenIsNamedAndLeavesNothing()
    {
        using var pictures = new LabelledImages(scenes: 4);
        ImageDataset dataset = ImageDataset.Load(pictures.Images, pictures.Labels);
        DataInspection inspection = DataInspector.Inspect(dataset, pictures.Images);
        EvaluationReport report = EvaluationReport.Create("none", 0.5, [], options: new EvaluationOptions { Resamples = 5 });
        string inTheWay = Directory.CreateDirectory(Path.Combine(pictures.Out, "page.html")).FullName;
        foreach (Action write in new Action[]
        {
            () => InspectionReportWriter.Write(inspection, dataset, inTheWay),
            () => EvaluationReportWriter.Write([report], pictures.Images, inTheWay),
        })
            Assert.Contains(inTheWay, Assert.Throws<IOException>(write).Message);
        Assert.Empty(Directory.GetFiles(pictures.Out));
    }

    [Fact]
    public void ANetworkWithoutAMapStillTellsWhatSpokeForBlur()
    {
        using var folder = new ImageFolder();
        string path = folder.Add("a.jpg", Images.Sharp(64, 48));
        using var module = new NetworkModule(LabelledImages.Network, seed: 3);
        BlurMap map = ClassActivationMap.Of(module, Preprocessing.Default, path, new ImageDecoderOptions())!;
        Assert.Equal((32, 24), (map.Width, map.Height));
        Assert.All(map.Probability.ToArray(), p => Assert.InRange(p, 0, 1));
        Assert.Equal(1, map.Certainty.ToArray().Max(), 1e-5);
        for (int i = 0; i < map.Certainty.Length; i++)
            Assert.Equal(map.Certainty.Span[i], 2 * Math.Abs(map.Probability.Span[i] - 0.5f), 1e-5);
    }

    [Fact]
    public void AHeatMapColoursWhereItIsSureAndLeavesTheRestGrey()
    {
        var grey = new PlanarImage(1, 2, 4, [.. Enumerable.Repeat(100f, 8)]);
        var map = new BlurMap(2, 1, new float[] { 0, 1 }, new float[] { 1, 1 });
        PlanarImage over = ReportImages.Overlay(grey, map);
        Assert.True(over.Pixels[0] < over.Pixels[16], "blue at the left"); // red below blue
        Assert.True(over.Pixels[3] > over.Pixels[19], "red at the right");
    }
}

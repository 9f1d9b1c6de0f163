using System.CommandLine;
using System.Globalization;
using BlurDetection;
using BlurDetection.Engineering;
using BlurDetection.Evaluation;

var data = new Option<DirectoryInfo>("--data") { Description = "Folder that holds dev/photos, dev/masks and focus-series." };
var output = new Option<FileInfo>("--out") { Description = "CSV to write.", Required = true };
var model = new Option<FileInfo>("--model") { Description = "Model to measure; the embedded one by default." };
var sharp = new Option<DirectoryInfo>("--sharp")
{
    Description = "Folder of sharp images that were not trained on, to measure widths and directions on what is synthesized of them.",
};
var kinds = new Option<DirectoryInfo>("--kinds")
{
    Description = "Folder of folders of sharp images, one a kind, to measure what calibration on sharp images does.",
};
var command = new RootCommand("Measures a model on photographs that were not trained on, and writes set,figure,value.")
{
    data, output, model, sharp, kinds,
};
command.Validators.Add(result =>
{
    if (new Option[] { data, sharp, kinds }.All(option => result.GetResult(option) is null))
        result.AddError("Give --data, --sharp or --kinds, or several.");
});
command.SetAction(arguments =>
{
    using var classifier = arguments.GetValue(model) is { } file ? BlurClassifier.Load(file.FullName) : BlurClassifier.CreateDefault();
    var rows = new List<(string Set, string Figure, double Value)>();

    if (arguments.GetValue(data) is { } root) MeasurePhotographs(root.FullName);
    if (arguments.GetValue(sharp) is { } holdOut) rows.AddRange(BlurWidths.Measure(classifier, holdOut.FullName));
    if (arguments.GetValue(kinds) is { } folders) rows.AddRange(SharpCalibration.Measure(classifier, folders.FullName));

    string path = arguments.GetRequiredValue(output).FullName;
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    var lines = rows.Select(row => string.Create(CultureInfo.InvariantCulture, $"\"{row.Set}\",\"{row.Figure}\",{row.Value:0.####}"))
        .ToArray();
    File.WriteAllText(path + ".writing", "set,figure,value\n" + string.Join('\n', lines) + "\n");
    File.Move(path + ".writing", path, overwrite: true);
    foreach (string line in lines) Console.WriteLine(line);
    return 0;

    void MeasurePhotographs(string root)
    {
        string photos = Path.Combine(root, "dev", "photos"), images = Path.Combine(photos, "Images");
        var report = Evaluator.Evaluate(classifier, images, Path.Combine(photos, "metadata.csv"));
        rows.Add(("photos", "threshold", report.Threshold));
        Add("photos", report.All);
        foreach (var (confidence, figures) in report.ByConfidence) Add($"photos, confidence {confidence}", figures);
        foreach (var kind in report.Kinds) rows.Add(("photos", $"recall {kind.Kind} (of {kind.Images})", kind.Recall));
        if (report.Laplacian is { } laplacian)
        {
            rows.Add(("photos", "variance of the Laplacian: ROC AUC", laplacian.RocAuc.Value));
            rows.Add(("photos", "variance of the Laplacian: balanced accuracy at 100", laplacian.BalancedAccuracyAt100));
            rows.Add(("photos", "variance of the Laplacian: best balanced accuracy", laplacian.BestBalancedAccuracy));
        }
        foreach (var map in Evaluator.EvaluateMasks(classifier, Path.Combine(root, "dev", "masks", "images"),
            Path.Combine(root, "dev", "masks", "blurred")))
        {
            rows.Add(($"masks, {map.Kind}", "pixel AUC", map.PixelAuc));
            rows.Add(($"masks, {map.Kind}", "pixel AUC of each picture, mean", map.MeanImageAuc));
            rows.Add(($"masks, {map.Kind}", "MAE", map.MeanAbsoluteError));
            rows.Add(($"masks, {map.Kind}", "F-measure", map.FMeasure));
            rows.Add(($"masks, {map.Kind}", "IoU of the blurred area", map.BlurredIoU));
            rows.Add(($"masks, {map.Kind}", "IoU of the sharp area", map.SharpIoU));
            rows.Add(($"masks, {map.Kind}", "local Laplacian energy: pixel AUC", map.LaplacianPixelAuc));
            rows.Add(($"masks, {map.Kind}", "local Laplacian energy: pixel AUC of each picture, mean", map.LaplacianMeanImageAuc));
        }
        rows.AddRange(FocusSeries.Measure(classifier, Path.Combine(root, "focus-series")));
        rows.AddRange(BlankImages.Measure(classifier));
        rows.AddRange(Robustness.Measure(classifier, report.Results, images));
    }

    void Add(string set, EvaluationFigures figures) => rows.AddRange(
    [
        (set, "pictures", figures.Images),
        (set, "indeterminate", figures.Indeterminate),
        (set, "ROC AUC", figures.RocAuc.Value),
        (set, "ROC AUC, 95 % from", figures.RocAuc.Low),
        (set, "ROC AUC, 95 % to", figures.RocAuc.High),
        (set, "balanced accuracy", figures.BalancedAccuracy.Value),
        (set, "balanced accuracy, 95 % from", figures.BalancedAccuracy.Low),
        (set, "balanced accuracy, 95 % to", figures.BalancedAccuracy.High),
        (set, "blur recall", figures.BlurRecall.Value),
        (set, "focus recall", figures.FocusRecall.Value),
        (set, "best possible balanced accuracy", figures.BestBalancedAccuracy),
        (set, "ECE", figures.ExpectedCalibrationError),
    ]);
});
return await command.Parse(args).InvokeAsync();

using BlurDetection;

string[] paths = args.Length > 0 ? args : [Path.Combine(AppContext.BaseDirectory, "images")];
var files = paths.SelectMany(path => Directory.Exists(path) ? Directory.EnumerateFiles(path).Order() : Enumerable.Repeat(path, 1));

using var classifier = BlurClassifier.CreateDefault();
foreach (var file in files.Where(file => !file.EndsWith(".csv")))
{
    try
    {
        var prediction = classifier.Classify(file);
        Console.WriteLine($"{prediction.Verdict,-13}  {prediction.Probability:0.000}  {Path.GetFileName(file)}");
    }
    catch (UnsupportedImageException e)
    {
        Console.WriteLine(e.Message); // names the file, what it is, and what to do
    }
}

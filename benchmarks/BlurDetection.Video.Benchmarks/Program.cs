using System.Globalization;
using BlurDetection.Video.Benchmarks;

// [ranking|speed] [--sharp DIR] [--images N] [--skip N] [--condition NAME] [--scores FILE]: prints Markdown; without a part, both.
var images = SourceImages.Find(Option("--sharp"), Number("--images", 12), Number("--skip", 0));
if (args is not ["speed", ..]) await Ranking.RunAsync(images, Condition.Named(Option("--condition")), Option("--scores"));
if (args is not ["ranking", ..]) await Speed.RunAsync(SourceImages.Find(null, 1, 0)[0]);

int Number(string name, int value) => int.Parse(Option(name) ?? $"{value}", CultureInfo.InvariantCulture);

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

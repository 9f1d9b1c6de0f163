using BlurDetection.Video.Benchmarks;

// [ranking|speed] [--sharp DIR] [--pictures N]: prints Markdown; without a part, both.
string? sharp = Option("--sharp");
var pictures = int.Parse(Option("--pictures") ?? "12", System.Globalization.CultureInfo.InvariantCulture);
if (args is not ["speed", ..]) await Ranking.RunAsync(SourceImages.Find(sharp, pictures));
if (args is not ["ranking", ..]) await Speed.RunAsync(SourceImages.Find(null, 1)[0]);

string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

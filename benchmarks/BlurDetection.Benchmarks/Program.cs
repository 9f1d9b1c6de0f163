using BenchmarkDotNet.Running;
using BlurDetection.Benchmarks.Ratios;

// `ratios [--model FILE]` prints one JSON object a line, `network` those of the network alone, `shapes` those of forms of files,
// `folder DIR` those of the JPEGs in a folder;
// `child ...` is what it starts in fresh processes; anything else goes to BenchmarkDotNet.
return args switch
{
    ["ratios", .. var rest] => RatioRun.Run(ModelOption(rest)),
    ["network", .. var rest] => RatioRun.RunNetwork(ModelOption(rest)),
    ["shapes"] => ShapeRun.Run(),
    ["folder", var folder] => FolderRun.Run(folder),
    ["child", var kind, var picture, .. var rest] => ChildProcess.Predict(kind, picture, ModelOption(rest)),
    _ => BenchmarkSwitcher.FromAssembly(typeof(RatioRun).Assembly).Run(args).Any(summary => summary.HasCriticalValidationErrors) ? 1 : 0,
};

static string? ModelOption(string[] rest) => rest is ["--model", var file] ? file : null;

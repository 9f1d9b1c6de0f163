using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BlurDetection.Benchmarks.TrainingStep;
using BlurDetection.Training;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Networks;

// TrainingStep cures [ROUNDS [NETWORK ...]]: what each way of computing convolutions costs, as a table.
if (args is ["cures", .. var rest])
{
    var rounds = rest is [var number, ..] ? int.Parse(number, CultureInfo.InvariantCulture) : CureComparison.DefaultRounds;
    return CureComparison.Run(rounds, rest is [_, _, ..] ? rest[1..] : CureComparison.Networks);
}
if (args is [CureWorker.Command, var name]) return CureWorker.Run(name);

// TrainingStep THREADS BATCH STEPS: times training steps of the Notebook network and prints one line of JSON.
var (threads, batch, steps) = (int.Parse(args[0], CultureInfo.InvariantCulture), int.Parse(args[1], CultureInfo.InvariantCulture),
    int.Parse(args[2], CultureInfo.InvariantCulture));
using var module = new NetworkModule(TrainingRecipe.Notebook.Network!, seed: 1);
var trainer = new NetworkTrainer(module, new FitOptions { Epochs = 1, BatchSize = batch, Threads = threads, Workers = 1 });
trainer.Fit(new RandomImages(batch)); // warms up
var cpu = Process.GetCurrentProcess().TotalProcessorTime;
var clock = Stopwatch.StartNew();
var result = trainer.Fit(new RandomImages(batch * steps));
var (wall, used) = (clock.Elapsed, Process.GetCurrentProcess().TotalProcessorTime - cpu);
Console.WriteLine(JsonSerializer.Serialize(new
{
    engine = "blurdetection",
    images_per_second = batch * steps / wall.TotalSeconds,
    cpu_ms_per_image = used.TotalMilliseconds / (batch * steps),
    data_wait_share = result.History[0].DataWait / wall,
}));
return 0;

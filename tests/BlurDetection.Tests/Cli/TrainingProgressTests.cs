using BlurDetection.Cli.Training;
using BlurDetection.Tests.Support;
using BlurDetection.Training;
using Spectre.Console;

namespace BlurDetection.Tests.Cli;

public sealed class TrainingProgressTests
{
    [Fact]
    public void ATerminalSeesStepsSpeedTimeLeftLossAndAccuracy()
    {
        using var pictures = new LabelledImages();
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 200;
        var options = new BlurTrainingOptions
        {
            ImagesFolder = pictures.Images, LabelsPath = pictures.Labels, OutputFolder = pictures.Out, Recipe = new TrainingRecipe
            {
                Name = "tiny",
                Network = LabelledImages.Network,
                Schedule = new TrainingSchedule { Epochs = 2 },
            }, Threads = 1, Split = { ValidationFraction = 0.34 },
        };
        // steps wait for the screen here, so that each is seen
        console.Progress().AutoRefresh(false).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
            .Start(context =>
            BlurTrainer.Train(options, new Refreshing(new TrainingBars(console, context), context)));
        string seen = output.ToString();
        foreach (string words in new[] { "Reading pictures", "Epoch 1/2, step 1/1", "validation 1/1", "loss 0.", "accuracy ", "images/s",
            " left", "Epoch 2/2  ", "val_accuracy", "Writing the report" })
            Assert.Contains(words, seen);
    }

    [Fact]
    public void A_line_above_the_bars_clears_them_first_and_ends_with_a_line_break()
    {
        using var output = new StringWriter();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = 20;
        console.Write(new LineAboveBars("Epoch 1/3  loss 0.6954  accuracy 0.518"));
        string seen = output.ToString().ReplaceLineEndings("\n");
        Assert.StartsWith("\e[0JEpoch 1/3", seen);
        Assert.EndsWith("0.518\n", seen);
    }

    private sealed class Refreshing(IProgress<BlurTrainingStatus> inner, ProgressContext context) : IProgress<BlurTrainingStatus>
    {
        private readonly Lock _lock = new();

        public void Report(BlurTrainingStatus value)
        {
            lock (_lock)
            {
                inner.Report(value);
                context.Refresh();
            }
        }
    }
}

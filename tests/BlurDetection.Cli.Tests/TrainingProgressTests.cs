using BlurDetection.Cli.Output;
using BlurDetection.Cli.Training;
using BlurDetection.Tests.Support;
using BlurDetection.Training;
using BlurDetection.Training.Fitting;
using Spectre.Console;

namespace BlurDetection.Cli.Tests;

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
        foreach (string words in new[] { "Reading images", "Epoch 1/2, step 1/1", "validation 1/1", "loss 0.", "accuracy ", "images/s",
            " left", "Epoch 2/2  ", "val_accuracy", "Writing the report" })
            Assert.Contains(words, seen);
    }

    [Fact]
    public void WhatTakesLongBeforeTheFirstStepIsShown()
    {
        using var output = new StringWriter();
        IAnsiConsole console = TerminalOver(output);
        console.Progress().AutoRefresh(false).HideCompleted(true).Columns(new TaskDescriptionColumn()).Start(context =>
        {
            var bars = new TrainingBars(console, context);
            Assert.Contains("Reading images, 1,200", Seen(new BlurTrainingStatus(BlurTrainingStage.ReadingImages, 1200)));
            Assert.Contains("Training", Seen(new BlurTrainingStatus(BlurTrainingStage.Training)));

            string Seen(BlurTrainingStatus status)
            {
                output.GetStringBuilder().Clear();
                bars.Report(status);
                context.Refresh();
                return output.ToString();
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public void TheTimeThatARunTakesIsToldOnceAndInItsFirstEpoch(int steps)
    {
        var estimate = new RunEstimate();
        var told = from epoch in Enumerable.Range(1, 2)
                   from step in Enumerable.Range(1, steps)
                   let text = estimate.Of(Step(epoch, step, steps))
                   where text is not null
                   select (epoch, step, text);

        var (at, first, words) = Assert.Single(told);
        Assert.Equal((1, Math.Min(3, steps)), (at, first));
        Assert.Equal($"20 epochs of {steps} {(steps == 1 ? "step" : "steps")}: about 30 min 0 s, or less if it stops early", words);
    }

    private static IAnsiConsole TerminalOver(TextWriter output) => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.Yes,
        Out = new AnsiConsoleOutput(output),
    });

    private static TrainingProgress Step(int epoch, int step, int steps) => new()
    {
        Phase = TrainingPhase.Training, Epoch = epoch, Epochs = 20, Step = step, Steps = steps, Loss = 0.5, Accuracy = 0.8,
        ImagesPerSecond = 10, DataWait = default, TimeLeft = TimeSpan.FromMinutes(30), LearningRate = 0.001,
    };

    [Fact]
    public void ALineAboveTheBarsClearsThemFirstAndEndsWithALineBreak()
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

    [Fact]
    public void ALineThatComesWhileSomethingIsDrawnStandsAboveIt()
    {
        using var output = new StringWriter();
        using var error = new ErrorOutput(output);
        IAnsiConsole console = TerminalOver(output);
        error.WriteLine("before");
        console.Progress().AutoRefresh(false).Columns(new TaskDescriptionColumn()).Start(context =>
        {
            using IDisposable? drawing = ErrorOutput.Above(error, console);
            context.AddTask("Training");
            context.Refresh();
            output.GetStringBuilder().Clear();
            error.WriteLine("Stopping");
            string seen = output.ToString().ReplaceLineEndings("\n");
            Assert.Matches(@"\e\[0JStopping\s*\n[^\n]*Training", seen); // wiped, the line, and the bar again below it
        });
        output.GetStringBuilder().Clear();
        error.WriteLine("after");
        Assert.Equal("after", output.ToString().TrimEnd());
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

using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Pictures;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur classify</c>: judges pictures.</summary>
internal static class ClassifyCommand
{
    public static Command Create()
    {
        var inputs = new Argument<string[]>("picture") { Description = "Files, folders, globs (quote them: \"photos/**/*.jpg\"), or - for one picture from standard input.", Arity = ArgumentArity.OneOrMore };
        var recursive = new Option<bool>("--recursive", "-r") { Description = "Look into the folders inside folders too." };
        var json = new Option<bool>("--json") { Description = "Write one JSON object a line." };
        var failOnBlur = new Option<bool>("--fail-on-blur") { Description = "Exit with 1 if any picture is blurred." };
        var parallel = new Option<int>("--parallel", "-p") { Description = "Pictures judged at a time. Default: one for each processor.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        parallel.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<int>() < 1) result.AddError("--parallel is at least 1.");
        });
        var model = new ModelOptions();
        var command = new Command("classify", "Judge pictures: focus, blurred, or indeterminate where a picture holds no evidence.") { inputs, recursive, json, failOnBlur, parallel };
        model.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var classifier = model.Load(parsed, map: false);
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            IJudgementWriter writer = parsed.GetValue(json) ? new JsonLines(output) : new JudgementTable(output, error);
            using var progress = new ProgressLine(error, output);
            var tally = new Tally();
            var pictures = PictureSources.Find(parsed.GetRequiredValue(inputs), parsed.GetValue(recursive));
            await foreach (var judgement in new PictureJudge(classifier).JudgeAsync(pictures, parsed.GetValue(parallel), cancellation))
            {
                tally.Add(judgement);
                progress.Clear();
                writer.Write(judgement);
                progress.Show(tally);
            }
            progress.Clear();
            if (tally.Pictures != 1) await error.WriteLineAsync(tally.ToString());
            return parsed.GetValue(failOnBlur) && tally.Blurred > 0 ? ExitCode.Blurred : tally.Errors > 0 ? ExitCode.Error : ExitCode.Done;
        });
        return command;
    }
}

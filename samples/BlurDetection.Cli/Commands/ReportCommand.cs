using System.CommandLine;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Parsing;
using BlurDetection.Scanning.Reporting;
using BlurDetection.Scanning.Results;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur report</c>: the results of scans as a gallery.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        Argument<string[]> folders = JoinCommand.NewFolders();
        var to = new Option<string?>("--out", "-o")
        {
            Description = "Folder for the report. Default: report inside the first DIR.",
            HelpName = "REPORT",
        };
        var images = new Option<string?>("--images", "-i")
        {
            Description = "Where the images are now. Default: where the scan found them.",
            HelpName = "ROOT",
        };
        var most = new Option<int>("--top")
        {
            Description = "Show so many images, the worst ones; all are counted.",
            HelpName = "N",
            DefaultValueFactory = _ => new ScanReportOptions().MaxImages,
        }.InRange(1, 200_000);
        var plain = new Option<bool>("--no-thumbnails") { Description = "Do not open images for thumbnails and near-duplicates." };
        Option<bool> quiet = DataOptions.NewQuiet();
        var command = new Command("report",
            "Write a gallery that opens from a disk: worst first, near-duplicates, histograms, filters, a threshold to try.")
        {
            folders, to, images, most, plain, quiet,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            string[] places = parsed.GetRequiredValue(folders);
            var options = new ScanReportOptions
            {
                MaxImages = parsed.GetValue(most), ImagesFolder = parsed.GetValue(images), Thumbnails = !parsed.GetValue(plain),
            };
            using var count = new ImageCount(parsed.InvocationConfiguration.Error, "Thumbnails", parsed.GetValue(quiet));
            string target = parsed.GetValue(to) ?? Path.Combine(places[0], "report");
            string index = await ScanReport.WriteAsync(ScanResults.Open(places), target, options, count, cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(index);
            return ExitCode.Done;
        });
        return command;
    }
}

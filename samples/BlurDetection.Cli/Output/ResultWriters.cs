using System.CommandLine;
using BlurDetection.Cli.Commands;
using BlurDetection.Cli.Images;

namespace BlurDetection.Cli.Output;

/// <summary>
/// Everything that a run of <c>blur classify</c> writes: lines, sorted or selected, a page, or a file that it goes on with.
/// </summary>
internal sealed class ResultWriters : IClassificationWriter, IDisposable
{
    private readonly string _model;
    private readonly string? _report;
    private readonly List<Classification> _kept = [];
    private readonly HashSet<string> _names = [];
    private readonly IClassificationWriter _lines;
    private readonly SortedResults? _sorted;
    private readonly TextWriter? _file;

    public ResultWriters(ParseResult parsed, ListingOptions listing, bool json, bool csv, string model)
    {
        (_model, _report) = (model, listing.Report(parsed));
        (TextWriter output, TextWriter error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        if (listing.Resume(parsed) is { } file)
        {
            _names = ResultsFile.ReadNames(file);
            _file = ResultsFile.Append(file);
            _lines = new JsonLines(_file, model);
            return;
        }
        _lines = json ? new JsonLines(output, model) : csv ? new CsvLines(output) : new ClassificationTable(output, error);
        if (listing.Only(parsed) is { } only) _lines = new SelectedResults(_lines, only);
        if (listing.Sort(parsed) is { } order) _lines = _sorted = new SortedResults(_lines, order);
    }

    /// <summary>Images that an earlier run wrote.</summary>
    public int Known { get; private set; }

    /// <summary>Whether an image does not stand in the file yet; those that do are counted.</summary>
    public bool IsNew(ImageInput image)
    {
        if (!_names.Contains(image.Name)) return true;
        Known++;
        return false;
    }

    public void Write(Classification classification)
    {
        if (_report is not null) _kept.Add(classification);
        _lines.Write(classification);
    }

    /// <summary>Writes what waits for the last result.</summary>
    public void Complete(Tally tally)
    {
        _sorted?.Complete();
        if (_report is not null) ClassificationReport.Write(_report, _model, _kept, tally);
    }

    public void Dispose() => _file?.Dispose();
}

using BlurDetection.Scanning.Results;

namespace BlurDetection.Scanning.Tests.Support;

/// <summary>A folder of results that nobody scanned, for tests of what comes after: of every hundred one error and three
/// indeterminate.</summary>
internal static class SyntheticResults
{
    private const int PartSize = 10_000;

    public static async Task WriteAsync(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        ScanManifest.Require(folder, "synthetic", "/nowhere/photos");
        PartFolder parts = PartFolder.Open(folder, ScanShard.Whole);
        for (int from = 0; from < count; from += PartSize)
            await parts.WriteAsync([.. Enumerable.Range(from, Math.Min(PartSize, count - from)).Select(Row)], CancellationToken.None);
    }

    public static (int Blurred, int Focus, int Indeterminate, int Errors) Expected(int count)
    {
        ImageResult[] rows = [.. Enumerable.Range(0, count).Select(Row)];
        return (rows.Count(r => r.Verdict == BlurVerdict.Blurred), rows.Count(r => r.Verdict == BlurVerdict.Focus),
            rows.Count(r => r.Verdict == BlurVerdict.Indeterminate), rows.Count(r => r.Verdict is null));
    }

    private static ImageResult Row(int i)
    {
        string path = $"2026/{i / 1000:D4}/photo-{i:D7}.jpg";
        if (i % 100 == 99)
            return new ImageResult
            {
                Path = path,
                Size = i,
                Error = ScanErrorKind.Unsupported,
                Message = $"'{path}' is not an image that can be decoded.",
            };
        double probability = i * 7919 % 10_007 / 10_007.0;
        BlurVerdict verdict = i % 100 >= 96 ? BlurVerdict.Indeterminate : probability >= 0.5 ? BlurVerdict.Blurred : BlurVerdict.Focus;
        return new ImageResult
        {
            Path = path, Size = i, Verdict = verdict, Probability = probability, Threshold = 0.5, Strength = 5 * probability,
            Evidence = 0.9, Width = 4032, Height = 3024, Format = "Jpeg",
            Kind = verdict == BlurVerdict.Blurred ? (BlurKind)(i % 3) : null,
            Reason = verdict == BlurVerdict.Indeterminate ? (IndeterminateReason)(1 + i % 5) : null,
        };
    }
}

namespace BlurDetection.Evaluation.Reporting;

/// <summary>Classified images as cards, copies of one image as one.</summary>
/// <param name="imagesFolder">Folder that the file names are relative to.</param>
/// <param name="heatMap">Where an image looks blurred to the model; <see langword="null"/> where there is no such thing.</param>
internal sealed class ImageGallery(string imagesFolder, Func<string, BlurMap?>? heatMap)
{
    public IEnumerable<ImageCard> Cards(IEnumerable<EvaluatedImage> results, bool withHeatMaps)
    {
        foreach (EvaluatedImage[] copies in results.GroupBy(r => (r.ContentHash, r.Label)).Select(g => g.ToArray()))
        {
            EvaluatedImage result = copies[0];
            string path = Path.Combine(imagesFolder, result.FileName);
            if (ReportImages.Load(path, withHeatMaps ? heatMap?.Invoke(path) : null) is not { } image) continue;
            yield return new ImageCard(image.Image, Verdict(result), Lines(result, copies.Length), !result.IsRight, image.HeatMap);
        }
    }

    private static string Verdict(EvaluatedImage result) => result.Verdict switch
    {
        BlurVerdict.Indeterminate => $"indeterminate ({result.Reason})",
        BlurVerdict verdict => $"{(verdict == BlurVerdict.Blurred ? "blur" : "focus")} " +
            $"{Words.Percent(verdict == BlurVerdict.Blurred ? result.Probability : 1 - result.Probability)}",
    };

    private static List<string> Lines(EvaluatedImage result, int copies)
    {
        string truth = result.Label.ToString().ToLowerInvariant() + (result.BlurType is null ? "" : $", {result.BlurType}")
            + (result.Confidence is null ? "" : $", {result.Confidence} confidence");
        return [$"is {truth}", copies == 1 ? result.FileName : $"{result.FileName} and {Words.Count(copies - 1, "copy", "copies")}"];
    }
}

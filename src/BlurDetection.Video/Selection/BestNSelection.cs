namespace BlurDetection.Video;

internal sealed record BestNSelection(int Count, TimeSpan MinimumGap) : FrameSelection
{
    internal override IReadOnlyList<FrameCandidate> Choose(IReadOnlyList<FrameCandidate> frames, NearDuplicates duplicates)
    {
        List<FrameCandidate> chosen = [];
        foreach (var frame in frames.Where(frame => frame.IsUsable).OrderByDescending(frame => frame.Sharpness))
        {
            if (chosen.Count == Count) break;
            if (chosen.All(other => (other.Time - frame.Time).Duration() >= MinimumGap) && !duplicates.Contains(chosen, frame))
                chosen.Add(frame);
        }
        return [.. chosen.OrderBy(frame => frame.Time)];
    }
}

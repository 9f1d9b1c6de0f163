namespace BlurDetection.Video;

internal sealed record GroupSelection(Func<FrameCandidate, int, long> Group) : FrameSelection
{
    internal override IReadOnlyList<FrameCandidate> Choose(IReadOnlyList<FrameCandidate> frames, NearDuplicates duplicates)
    {
        List<FrameCandidate> chosen = [];
        foreach (var group in frames.Select((frame, i) => (Frame: frame, Group: Group(frame, i))).Where(pair => pair.Frame.IsUsable)
            .GroupBy(pair => pair.Group))
            if (group.Select(pair => pair.Frame).MaxBy(frame => frame.Sharpness) is { } best && !duplicates.Contains(chosen, best))
                chosen.Add(best);
        return chosen;
    }
}

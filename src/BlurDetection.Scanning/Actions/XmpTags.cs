using BlurDetection.Scanning.Results;

namespace BlurDetection.Scanning.Actions;

/// <summary>What a sidecar says of an image.</summary>
/// <param name="Rating">xmp:Rating, -1 to 5; <see langword="null"/> to say none.</param>
/// <param name="PickLabel">digiKam:PickLabel: 1 rejected, 2 pending, 3 accepted.</param>
/// <param name="Keywords">dc:subject.</param>
/// <param name="Hierarchical">The same as paths, with "|" between.</param>
internal sealed record XmpTags(int? Rating, int PickLabel, IReadOnlyList<string> Keywords, IReadOnlyList<string> Hierarchical)
{
    public static XmpTags Of(ImageResult row, int rating) => row.Verdict switch
    {
        BlurVerdict.Blurred when row.Kind is { } kind =>
            new(rating, 1, ["blurred", $"{ResultWords.Of<BlurKind>(kind)} blur"],
                ["sharpness|blurred", $"sharpness|blurred|{ResultWords.Of<BlurKind>(kind)}"]),
        BlurVerdict.Blurred => new(rating, 1, ["blurred"], ["sharpness|blurred"]),
        BlurVerdict.Focus => new(null, 3, ["in focus"], ["sharpness|in focus"]),
        _ => new(null, 2, ["sharpness unknown"], ["sharpness|unknown"]),
    };
}

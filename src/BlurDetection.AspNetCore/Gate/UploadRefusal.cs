namespace BlurDetection.AspNetCore.Gate;

/// <summary>One refused file, as the response names it.</summary>
/// <param name="File">The file's name as the client gave it.</param>
/// <param name="Reason">Why it was refused.</param>
/// <param name="Detail">What the user can do, in a sentence.</param>
/// <param name="Kind">The kind of blur; <see langword="null"/> where it is not blurred or the model cannot tell.</param>
/// <param name="Probability">Probability of blur, 0 to 1; <see langword="null"/> where the image could not be classified.</param>
public sealed record UploadRefusal(string File, RefusalReason Reason, string Detail, BlurKind? Kind, double? Probability);

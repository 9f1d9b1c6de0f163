using BlurDetection.Evaluation.Data;

namespace BlurDetection.Training.Tests.Data;

/// <summary>Pictures that are only divided, never opened.</summary>
internal static class SomeImage
{
    /// <summary>A picture of a group whose pictures are all copies of one.</summary>
    public static ImageEntry Of(int row, ImageLabel label, int group, DataPart? part = null) => new(
        new LabelRow { Row = row, FileName = $"{row}.jpg", Path = $"/{row}.jpg", Label = label, Part = part },
        new ImageFingerprint($"{group:x64}", 10, 10, 0, default), group);
}

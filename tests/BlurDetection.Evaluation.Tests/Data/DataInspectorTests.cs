using BlurDetection.Evaluation.Data;
using BlurDetection.Tests.Support;

namespace BlurDetection.Evaluation.Tests.Data;

public sealed class DataInspectorTests
{
    [SkippableFact]
    public void AFolderThatCannotBeOpenedHidesItsPicturesAndNoOthers()
    {
        using var pictures = new LabelledImages(scenes: 4);
        pictures.Folder.Add("nobody.jpg", Images.Sharp(64, 48));
        using var locked = new LockedFolder(Directory.CreateDirectory(Path.Combine(pictures.Images, "locked")).FullName);
        Skip.IfNot(locked.IsLocked, "Whoever runs this may open every folder.");
        DataInspection inspection = DataInspector.Inspect(ImageDataset.Load(pictures.Images, pictures.Labels), pictures.Images);
        Assert.Equal(["nobody.jpg"], inspection.Unlabelled);
    }
}

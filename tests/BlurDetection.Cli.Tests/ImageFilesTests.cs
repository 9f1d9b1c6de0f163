using BlurDetection.Cli.Images;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Data;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

public sealed class ImageFilesTests
{
    [Theory]
    [InlineData("a.jpg", true)]
    [InlineData("holiday/A.JPEG", true)]
    [InlineData("a.jpe", true)]
    [InlineData("a.JFIF", true)]
    [InlineData("a.png", true)]
    [InlineData("a.webp", true)]
    [InlineData("a.bmp", true)]
    [InlineData("a.gif", true)]
    [InlineData("a.jpg.txt", false)]
    [InlineData("jpg", false)]
    public void AFileIsTakenForAPictureByItsEnding(string path, bool picture) => Assert.Equal(picture, ImageFiles.IsImage(path));

    [Fact]
    public void EverythingThatLooksThroughAFolderSeesTheSameEndings()
    {
        using var pictures = new LabelledImages(scenes: 4);
        string[] names = [.. ImageFiles.Endings.Select(ending => $"other{ending}").Order(StringComparer.Ordinal)];
        foreach (string name in names) pictures.Folder.Add(name, Images.Sharp(64, 48));
        Assert.Equal(names, DataInspector.Inspect(ImageDataset.Load(pictures.Images, pictures.Labels), pictures.Images).Unlabelled);
        Assert.Equal(4 + names.Length, SharpLibrary.LoadAll(pictures.Images, default).Count);
        Assert.Equal(4 + names.Length, ImageInputs.Find([pictures.Images], recursive: false, new LeftOut()).Count());
    }
}

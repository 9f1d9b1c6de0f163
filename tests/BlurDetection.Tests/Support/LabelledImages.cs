namespace BlurDetection.Tests.Support;

/// <summary>A folder of small pictures, sharp and blurred by turns, with a label file.</summary>
internal sealed partial class LabelledImages : IDisposable
{
    public LabelledImages(int scenes = 12, string columns = "filename,label", Func<int, string>? more = null)
    {
        var lines = new List<string> { columns };
        for (int i = 0; i < scenes; i++)
        {
            Folder.Add($"{i}.jpg", i % 2 == 0 ? Support.Images.Blurred(64, 48, i, sigma: 4) : Support.Images.Sharp(64, 48, i));
            lines.Add($"{i}.jpg,{i % 2}{more?.Invoke(i)}");
        }
        Labels = Folder.Add("metadata.csv", System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
    }

    public ImageFolder Folder { get; } = new();

    public string Images => Folder.Root;

    public string Labels { get; }

    public string Out => Path.Combine(Folder.Root, "out");

    public void Dispose() => Folder.Dispose();
}

using System.Runtime.InteropServices;
using System.Text.Json;
using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Data;
using BlurDetection.Training.Keras.Tests.Support;

namespace BlurDetection.Training.Keras.Tests;

public sealed class TrainedNotebookTests : IDisposable
{
    private const int Images = 24;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    [Trait("Category", "Slow")]
    public void TheNotebooksNetworkTrainedElsewhereOnTheLabelledImagesScoresThemTheSame()
    {
        Skip.If(TensorFlowJsRunner.Missing is not null, TensorFlowJsRunner.Missing);
        string? labels = SharedData.Find("labels");
        Skip.If(labels is null, "The labelled images are not here.");
        var all = LabelFile.Read(Path.Combine(labels, "metadata.csv"), Path.Combine(labels, "Images")).Rows;
        var rows = all.Where((_, i) => i % (all.Count / Images) == 0).Take(Images).ToList();
        var entries = ImageDataset.Load(Path.Combine(labels, "Images"), Path.Combine(labels, "metadata.csv")).Images
            .Where(entry => rows.Any(row => Path.GetFileName(row.Path) == Path.GetFileName(entry.Path))).ToList();
        var data = new ImageTrainingData(entries, new ImageTrainingDataOptions { Preprocessing = Preprocessing.Notebook });
        using (var file = File.Create(Path.Combine(_folder.Path, "pictures.bin")))
            for (int i = 0; i < entries.Count; i++) file.Write(MemoryMarshal.AsBytes<float>(ChannelsLast(data.Load(i, 0).Image)));
        File.WriteAllText(Path.Combine(_folder.Path, "labels.json"), JsonSerializer.Serialize(entries.Select(entry => (int)entry.Label)));
        TensorFlowJsRunner.Run("train", _folder.Path);
        string zip = Path.Combine(_folder.Path, "model.zip");

        KerasImporter.Import(Path.Combine(_folder.Path, "model.json"), zip);

        using var classifier = BlurClassifier.Load(zip);
        float[] scores = [.. entries.Select(entry => (float)classifier.Classify(entry.Path).Probability)],
            theirs = TensorFlowJsRunner.Predictions(_folder.Path);
        Predictions.AssertVaried(scores);
        // Pixels are kept in 16 bits on the way to the other program, to 1/514 of a grey level.
        Predictions.AssertClose([.. theirs.Where((_, i) => i % 2 == 0)], scores, 1e-4);
    }

    private static float[] ChannelsLast(PlanarImage image)
    {
        int plane = image.Height * image.Width;
        var values = new float[image.Channels * plane];
        for (int i = 0; i < values.Length; i++) values[i] = image.Pixels[i % image.Channels * plane + i / image.Channels];
        return values;
    }
}

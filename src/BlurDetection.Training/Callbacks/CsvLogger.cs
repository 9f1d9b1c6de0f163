using System.Globalization;
using System.Text;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Training.Callbacks;

/// <summary>Writes the history as CSV after each epoch: epoch, the logs in alphabetical order, seconds, images_per_second,
/// data_wait_seconds.</summary>
/// <param name="path">The file; replaced, so that after a resume it holds each epoch once.</param>
/// <exception cref="IOException">Thrown while training if the file cannot be written.</exception>
public sealed class CsvLogger(string path) : TrainingCallback
{
    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingSession session, EpochResult result)
    {
        var names = session.History.SelectMany(e => e.Logs.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var text = new StringBuilder($"epoch,{string.Join(',', names)},seconds,images_per_second,data_wait_seconds\n");
        foreach (var epoch in session.History)
        {
            var cells = names.Select(n => epoch.Logs.TryGetValue(n, out var value) ? Number(value) : "");
            text.Append(CultureInfo.InvariantCulture, $"{epoch.Epoch},{string.Join(',', cells)},")
                .Append(CultureInfo.InvariantCulture,
                    $"{epoch.Duration.TotalSeconds:0.###},{epoch.ImagesPerSecond:0.##},{epoch.DataWait.TotalSeconds:0.###}\n");
        }
        AtomicFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training.Estimator;

/// <summary>Some of the images of a table, as training reads them.</summary>
internal sealed class SpilledTrainingData(SpilledImages images, int[] rows, IImageAugmentation? augmentation) : ITrainingData
{
    private static readonly float[] Blur = [1, 0], Focus = [0, 1];

    public int Count => rows.Length;

    public IEnumerable<bool> Blurred => rows.Select(images.IsBlurred);

    public TrainingSample Load(int index, int seed)
    {
        var image = images.Read(rows[index]);
        if (augmentation is not null) image = augmentation.Apply(image, new Random(seed));
        return new TrainingSample(image, images.IsBlurred(rows[index]) ? Blur : Focus);
    }
}

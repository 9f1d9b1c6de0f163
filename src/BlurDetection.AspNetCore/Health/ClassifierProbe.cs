using BlurDetection.Imaging;

namespace BlurDetection.AspNetCore.Health;

/// <summary>A small image that every model can classify, to load the model and see that it runs.</summary>
internal static class ClassifierProbe
{
    private const int Side = 256;

    public static BlurPrediction Run(IBlurClassifier classifier)
    {
        byte[] checkers = new byte[Side * Side];
        for (int i = 0; i < checkers.Length; i++) checkers[i] = ((i / 16) + (i / Side / 16)) % 2 == 0 ? (byte)40 : (byte)210;
        return classifier.Classify(new PixelBuffer(checkers, PixelFormat.Gray8, Side, Side));
    }
}

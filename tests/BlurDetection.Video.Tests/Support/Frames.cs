using BlurDetection.Imaging;

namespace BlurDetection.Video.Tests.Support;

/// <summary>Reads what a test asserts of frames, and gives them back.</summary>
internal static class Frames
{
    public static async Task<List<double>> SecondsAsync(string source, FrameSampling? sampling = null)
    {
        var options = new VideoReaderOptions { Sampling = sampling ?? FrameSampling.EveryFrame };
        return await MapAsync(source, options, frame => Math.Round(frame.Timestamp.TotalSeconds, 6));
    }

    public static async Task<List<T>> MapAsync<T>(string source, VideoReaderOptions? options, Func<VideoFrame, T> map)
    {
        List<T> values = [];
        await foreach (var frame in VideoFrameReader.ReadAsync(source, options))
            using (frame) values.Add(map(frame));
        return values;
    }

    /// <summary>The frame's luma as the classifier sees it, 0 to 255, at full size.</summary>
    public static float[] Luma(VideoFrame frame)
    {
        using var image = ImagePreprocessor.Preprocess(frame.Pixels, Preprocessing.Default);
        return image.Pixels.Pixels.ToArray();
    }
}

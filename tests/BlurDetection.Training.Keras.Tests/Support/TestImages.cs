using System.Runtime.InteropServices;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Training.Keras.Tests.Support;

/// <summary>Rendered scenes as numbers from 0 to 255.</summary>
internal sealed class TestImages
{
    private readonly List<float[]> _channelsLast = [];

    internal TestImages(int count, int height, int width, int channels)
    {
        (Height, Width, Channels) = (height, width, channels);
        for (int seed = 1; seed <= count; seed++)
        {
            using var scene = RenderedImages.Scene(width, height, seed, seed % 3 * 1.5f);
            _channelsLast.Add([.. scene.Pixels.SelectMany(IEnumerable<float> (pixel) => channels == 1 ? [pixel.Green]
                : [pixel.Red, pixel.Green, pixel.Blue])]);
        }
    }

    internal int Count => _channelsLast.Count;

    internal int Height { get; }

    internal int Width { get; }

    internal int Channels { get; }

    /// <summary>For TensorFlow.js.</summary>
    internal void Write(string folder)
    {
        using var file = File.Create(Path.Combine(folder, "pictures.bin"));
        foreach (float[] image in _channelsLast) file.Write(MemoryMarshal.AsBytes<float>(image));
    }

    /// <summary>One image as networks here take it.</summary>
    internal float[] ChannelsFirst(int index)
    {
        var from = _channelsLast[index];
        var to = new float[from.Length];
        int plane = Height * Width;
        for (int i = 0; i < plane; i++)
            for (int channel = 0; channel < Channels; channel++)
                to[channel * plane + i] = from[i * Channels + channel];
        return to;
    }
}

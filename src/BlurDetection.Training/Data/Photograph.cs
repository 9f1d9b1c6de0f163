using BlurDetection.Imaging;

namespace BlurDetection.Training.Data;

/// <summary>One sharp photograph, kept as 8-bit luma: a quarter of the memory of floats.</summary>
internal sealed class Photograph
{
    private readonly byte[] _luma;

    internal Photograph(string name, string set, PlanarImage luma)
    {
        (Name, Set, Width, Height) = (name, set, luma.Width, luma.Height);
        _luma = new byte[Width * Height];
        var pixels = luma.Pixels;
        for (int i = 0; i < _luma.Length; i++) _luma[i] = (byte)Math.Clamp(pixels[i] + 0.5f, 0, 255);
    }

    /// <summary>Path below the folder that was read.</summary>
    public string Name { get; }

    /// <summary>The set it belongs to.</summary>
    public string Set { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>The image as luma, 0..255.</summary>
    public PlanarImage ToLuma()
    {
        var pixels = new float[_luma.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<byte, float>(_luma, pixels);
        return new PlanarImage(1, Height, Width, pixels);
    }
}

using BlurDetection.Imaging;

namespace BlurDetection.Training.Data;

/// <summary>One sharp photograph, kept as 8-bit luma: a quarter of the memory of floats.</summary>
internal sealed class Photograph
{
    private const double SoftWidth = 3.3;

    private readonly byte[] _luma;

    internal Photograph(string name, string set, PlanarImage luma)
    {
        (Name, Set, Width, Height) = (name, set, luma.Width, luma.Height);
        _luma = new byte[Width * Height];
        var pixels = luma.Pixels;
        for (int i = 0; i < _luma.Length; i++) _luma[i] = (byte)Math.Clamp(pixels[i] + 0.5f, 0, 255);
        // Larger ones are scaled down before they are used, and their blur of capture goes.
        IntrinsicWidth = IsSmall ? IntrinsicBlur.Width(luma) : 1;
    }

    /// <summary>Path below the folder that was read.</summary>
    public string Name { get; }

    /// <summary>The set it belongs to.</summary>
    public string Set { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>How wide its sharper edges are, in pixels, at least 1; 1 where it is seen smaller than it is.</summary>
    public double IntrinsicWidth { get; }

    /// <summary>Whether it belongs to a set that is softer in perfect focus than photographs are, and is seen at full size: a microscope's
    /// field, a fundus.</summary>
    public bool IsSoft { get; internal set; }

    /// <summary>Whether its edges are as wide as that.</summary>
    internal bool HasSoftEdges => IntrinsicWidth >= SoftWidth;

    /// <summary>Whether it is seen at full size.</summary>
    internal bool IsSmall => Math.Max(Width, Height) <= Preprocessing.Default.LongSide;

    /// <summary>The image as luma, 0..255.</summary>
    public PlanarImage ToLuma()
    {
        var pixels = new float[_luma.Length];
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating<byte, float>(_luma, pixels);
        return new PlanarImage(1, Height, Width, pixels);
    }
}

namespace BlurDetection.Imaging;

/// <summary>How raw pixels lie in memory.</summary>
public enum PixelFormat
{
    /// <summary>One byte of grey; see <see cref="PixelBuffer.Black"/> and <see cref="PixelBuffer.White"/>.</summary>
    Gray8,

    /// <summary>Two bytes of grey, an unsigned number in the machine's byte order; see <see cref="PixelBuffer.Black"/> and
    /// <see cref="PixelBuffer.White"/>.</summary>
    Gray16,

    /// <summary>A 32-bit float of grey; see <see cref="PixelBuffer.Black"/> and <see cref="PixelBuffer.White"/>.</summary>
    GrayFloat,

    /// <summary>Three bytes: blue, green, red.</summary>
    Bgr24,

    /// <summary>Three bytes: red, green, blue.</summary>
    Rgb24,

    /// <summary>Four bytes: blue, green, red, alpha (not premultiplied).</summary>
    Bgra32,

    /// <summary>Four bytes: red, green, blue, alpha (not premultiplied).</summary>
    Rgba32,

    /// <summary>A plane of one-byte luma, then a half-size plane of interleaved U and V, see
    /// <see cref="PixelBuffer.ChromaStride"/>; ITU-R BT.601.</summary>
    Nv12,
}

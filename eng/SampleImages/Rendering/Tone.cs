using System.Numerics;
using SkiaSharp;

namespace SampleImages.Rendering;

/// <summary>Between linear light and the sRGB bytes of a file.</summary>
internal static class Tone
{
    public static float ToLinear(float encoded) =>
        encoded <= 0.04045f ? encoded / 12.92f : MathF.Pow((encoded + 0.055f) / 1.055f, 2.4f);

    public static float ToEncoded(float linear) =>
        linear <= 0.0031308f ? linear * 12.92f : 1.055f * MathF.Pow(linear, 1 / 2.4f) - 0.055f;

    public static Vector4 Rgb(float red, float green, float blue) =>
        new(ToLinear(red / 255), ToLinear(green / 255), ToLinear(blue / 255), 1);

    /// <summary>A gentle shoulder, as film has: highlights roll off instead of clipping.</summary>
    public static LinearImage Film(LinearImage image, float exposure = 1) => image.Map((_, _, c) =>
        new Vector4(Shoulder(c.X * exposure), Shoulder(c.Y * exposure), Shoulder(c.Z * exposure), 1));

    /// <summary>Rounds to 8 bits.</summary>
    public static SKBitmap ToBitmap(LinearImage image)
    {
        var bytes = new byte[image.Width * image.Height * 4];
        for (var i = 0; i < image.Pixels.Length; i++)
        {
            var c = image.Pixels[i];
            (bytes[i * 4], bytes[i * 4 + 1], bytes[i * 4 + 2], bytes[i * 4 + 3]) = (Byte(c.X), Byte(c.Y), Byte(c.Z), 255);
        }
        var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        System.Runtime.InteropServices.Marshal.Copy(bytes, 0, bitmap.GetPixels(), bytes.Length);
        return bitmap;
    }

    private static byte Byte(float linear) => (byte)Math.Clamp((int)MathF.Round(ToEncoded(Math.Clamp(linear, 0, 1)) * 255), 0, 255);

    private static float Shoulder(float x) => x < 0.6f ? x : 0.6f + 0.4f * (1 - MathF.Exp(-(x - 0.6f) / 0.4f));
}

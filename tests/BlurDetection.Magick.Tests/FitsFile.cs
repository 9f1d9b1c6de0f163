using System.Buffers.Binary;
using System.Text;

namespace BlurDetection.Magick.Tests;

/// <summary>Writes small FITS files.</summary>
internal static class FitsFile
{
    public static byte[] Floats(int width, int height, Func<int, int, float> sample)
    {
        var data = new byte[(4 * width * height + 2879) / 2880 * 2880];
        for (var i = 0; i < width * height; i++) BinaryPrimitives.WriteSingleBigEndian(data.AsSpan(4 * i), sample(i % width, i / width));
        return [.. Header($"BITPIX  = -32", "NAXIS   = 2", $"NAXIS1  = {width}", $"NAXIS2  = {height}"), .. data];
    }

    public static byte[] Header(params string[] cards)
    {
        var text = string.Concat(new[] { "SIMPLE  =                    T" }.Concat(cards).Append("END").Select(card => card.PadRight(80)));
        return Encoding.ASCII.GetBytes(text.PadRight((text.Length + 2879) / 2880 * 2880));
    }
}

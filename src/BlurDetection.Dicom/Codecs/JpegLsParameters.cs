using System.Numerics;

namespace BlurDetection.Dicom.Codecs;

/// <summary>The numbers that steer JPEG-LS (ISO/IEC 14495-1, A.2.1 and C.2.4.1.1.1).</summary>
/// <param name="Largest">MAXVAL.</param>
/// <param name="Near">NEAR: by how much a decoded sample may be off.</param>
/// <param name="Range">RANGE: how many prediction errors there are.</param>
/// <param name="RangeBits">qbpp: bits of a prediction error.</param>
/// <param name="Limit">LIMIT: the longest code.</param>
/// <param name="Reset">After how many samples the sums of a context are halved.</param>
internal sealed record JpegLsParameters(int Largest, int Near, int Range, int RangeBits, int Limit, int T1, int T2, int T3, int Reset)
{
    private const int DefaultReset = 64, MinReset = 3;

    public int Step => 2 * Near + 1;

    /// <summary>The parameters of a scan; null where they contradict each other.</summary>
    public static JpegLsParameters? Create(int precision, int near, JpegLsPreset preset)
    {
        var largest = preset.Largest == 0 ? (1 << precision) - 1 : preset.Largest;
        if (largest >= 1 << precision || near > Math.Min(255, largest / 2)) return null;
        var (t1, t2, t3) = Thresholds(largest, near);
        if (preset.T1 != 0) t1 = preset.T1;
        if (preset.T2 != 0) t2 = preset.T2;
        if (preset.T3 != 0) t3 = preset.T3;
        var reset = preset.Reset == 0 ? DefaultReset : preset.Reset;
        if (t1 < near + 1 || t2 < t1 || t3 < t2 || t3 > largest || reset < MinReset) return null;
        var range = (largest + 2 * near) / (2 * near + 1) + 1;
        var bits = Math.Max(2, BitOperations.Log2((uint)largest) + 1);
        return new JpegLsParameters(largest, near, range, BitOperations.Log2((uint)range - 1) + 1, 2 * (bits + Math.Max(8, bits)), t1, t2,
            t3, reset);
    }

    /// <summary>Which of nine kinds a gradient is, -4 to 4.</summary>
    public int Quantize(int gradient)
    {
        var size = Math.Abs(gradient);
        var kind = size <= Near ? 0 : size < T1 ? 1 : size < T2 ? 2 : size < T3 ? 3 : 4;
        return gradient < 0 ? -kind : kind;
    }

    private static (int, int, int) Thresholds(int largest, int near)
    {
        int t1, t2, t3;
        if (largest >= 128)
        {
            var factor = (Math.Min(largest, 4095) + 128) / 256;
            t1 = Clamp(factor + 2 + 3 * near, near + 1);
            t2 = Clamp(4 * factor + 3 + 5 * near, t1);
            t3 = Clamp(17 * factor + 4 + 7 * near, t2);
        }
        else
        {
            var factor = 256 / (largest + 1);
            t1 = Clamp(Math.Max(2, 3 / factor + 3 * near), near + 1);
            t2 = Clamp(Math.Max(3, 7 / factor + 5 * near), t1);
            t3 = Clamp(Math.Max(4, 21 / factor + 7 * near), t2);
        }
        return (t1, t2, t3);

        int Clamp(int value, int least) => value > largest || value < least ? least : value;
    }
}

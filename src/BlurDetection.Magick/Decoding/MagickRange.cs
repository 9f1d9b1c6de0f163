using BlurDetection.Imaging;
using ImageMagick;

namespace BlurDetection.Magick.Decoding;

/// <summary>Which samples of a file become 0..255, where ImageMagick has brought them to 256 levels already.</summary>
internal sealed class MagickRange
{
    /// <summary>What is no more opaque is not seen: colours that ImageMagick frees there of the ground of a PSD are chance.</summary>
    public const int MostTransparent = 127;

    private const int Levels = 256;

    // With 15 the verdicts of sharp and of shaken scenes still stand, with 7 some turn: what is darker stays dark.
    private const int FewestLevels = 15;

    // What fills fewer is left as dark as it is: it is too dark to tell, where stretched it would look like a drawing.
    private const int FewestFilled = 8;

    private readonly bool _isFloat;
    private readonly uint _bits;

    /// <param name="image">The image as it was read, before its colours are converted.</param>
    /// <param name="format">The file's format.</param>
    public MagickRange(MagickImage image, ImageFormat format) =>
        (_isFloat, _bits) = (format == ImageFormat.OpenExr, Math.Clamp(image.Depth, 1, 32));

    /// <summary>The largest sample of the file: 1 for floats.</summary>
    private double White => _isFloat ? 1 : Math.Pow(2, Math.Max(8, _bits)) - 1;

    private double Step => White / (Levels - 1);

    /// <summary>Whether a range is chosen at all; samples of 8 bits are taken as they are unless there is a window.</summary>
    public bool IsNeeded(SampleRangeOptions options) => _isFloat || _bits > 8 || options.Window is not null;

    /// <param name="strips">Bytes of all pixels: red, green, blue, and alpha where there is one.</param>
    /// <param name="hasAlpha">Whether there is.</param>
    /// <param name="options">What the caller wants.</param>
    public SampleRange Choose(IEnumerable<byte[]> strips, bool hasAlpha, SampleRangeOptions options)
    {
        var statistics = new SampleStatistics { Rounding = Step / 2 };
        var samples = new float[3];
        if (options is { Window: null, Mode: not SampleRangeMode.Full })
        {
            foreach (var strip in strips)
            {
                for (ReadOnlySpan<byte> pixels = strip; !pixels.IsEmpty; pixels = pixels[(hasAlpha ? 4 : 3)..])
                {
                    if (hasAlpha && pixels[3] <= MostTransparent) continue;
                    for (var c = 0; c < 3; c++) samples[c] = (float)(pixels[c] * Step);
                    statistics.Add(samples);
                }
            }
        }
        var range = statistics.Choose(options, null, 0, _isFloat ? null : White);
        if (options.Window is not null || range.White - range.Black >= FewestLevels * Step) return range;
        return (range.White - range.Black) / Step < FewestFilled && range.Black < FewestFilled * Step
            ? new SampleRange(0, White, SampleRangeOrigin.Full) : range with { White = range.Black + FewestLevels * Step };
    }

    /// <summary>What each level becomes, 0..255.</summary>
    public float[] Shown(SampleRange? range)
    {
        float[] shown = [.. Enumerable.Range(0, Levels)];
        if (range is null) return shown;
        for (var i = 0; i < Levels; i++) shown[i] = (float)(i * Step);
        range.Apply(shown, shown);
        return shown;
    }
}

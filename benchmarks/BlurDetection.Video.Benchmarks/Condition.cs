namespace BlurDetection.Video.Benchmarks;

/// <summary>What happens in front of a camera while its focus is right or wrong.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Filters">ffmpeg's filters for the degradation, after the blur; MASK stands for the second input.</param>
/// <param name="Encoder">ffmpeg's options for the encoder.</param>
/// <param name="BlursItself">True where frames lose or keep their sharpness by the codec: they are labelled by what they show.</param>
internal sealed record Condition(
    string Name, string Filters = "null", string Encoder = "-c:v libx264 -preset veryfast -crf 20 -pix_fmt yuv420p",
    bool BlursItself = false)
{
    public const int Seconds = 6, Rate = 10, Width = 640, Height = 480;

    /// <summary>Sine waves of the camera's position, in pixels, between 2 and 4 seconds; only <see cref="Shake"/> has them.</summary>
    public const double ShakeAmplitude = 60, ShakeFrequency = 2, Exposure = 0.05;

    // Smeared over fewer pixels nobody calls a frame blurred; over more everybody does. In between a frame has no label.
    private const double SharpPixels = 1.5, BlurredPixels = 6;

    private static readonly (double From, double To, int Sigma)[] FocusPull =
        [(2, 2.5, 1), (2.5, 3, 2), (3, 4, 4), (4, 4.5, 2), (4.5, 5, 1)];

    public static Condition Shake { get; } = new("shake");

    public static Condition Interlaced { get; } = new(
        "interlaced", "tinterlace=mode=interleave_top", "-c:v libx264 -preset veryfast -crf 20 -flags +ilme+ildct -pix_fmt yuv420p");

    public static Condition[] All { get; } =
    [
        new("focus pull"),
        Shake,
        new("fog", "lutyuv=y='150+0.35*(val-128)':u='128+0.35*(val-128)':v='128+0.35*(val-128)'"),
        new("raindrops", "split[a][b];[b]gblur=sigma=12[c];MASK[m];[a][c][m]maskedmerge"),
        new("night", "lutyuv=y='16+0.3*(val-16)',noise=alls=14:allf=t"),
        new("dirty lens", "split[a][b];[b]gblur=sigma=20,lutyuv=y='60+0.4*val'[c];MASK[m];[a][c][m]maskedmerge"),
        new("bitrate starved", "null", "-c:v libx264 -preset veryfast -b:v 90k -maxrate 90k -bufsize 90k -pix_fmt yuv420p",
            BlursItself: true),
        Interlaced,
    ];

    /// <summary>The condition of this name; all of them for <see langword="null"/>.</summary>
    public static Condition[] Named(string? name) => name is null ? All : [All.Single(condition => condition.Name == name)];

    /// <summary>True for a blurred frame, false for a sharp one, <see langword="null"/> for one in between.</summary>
    public bool? IsBlurred(double seconds)
    {
        if (this == Shake) return Label(SmearedPixels(seconds));
        return seconds switch
        {
            < 1.95 or >= 4.95 => false,
            >= 2.45 and < 4.45 => true,
            _ => null, // on its way
        };
    }

    /// <summary>The same by the Gaussian that a frame shows, in pixels: the focus pull's own steps have 2 and more, or none.</summary>
    public static bool? IsBlurredBy(double sigma) => sigma switch { >= 2 => true, <= 0.5 => false, _ => null };

    /// <summary>Out of focus by steps: a Gaussian of 1, 2, 4, 2, 1 pixels.</summary>
    public string Blur() => this == Shake ? "null" : string.Join(',', FocusPull.Select(step =>
        FormattableString.Invariant($"gblur=sigma={step.Sigma}:enable='between(t,{step.From - 0.01},{step.To - 0.02})'")));

    private static bool? Label(double pixels) => pixels >= BlurredPixels ? true : pixels <= SharpPixels ? false : null;

    // The exposure ends with the frame's own time.
    private static double SmearedPixels(double seconds)
    {
        var positions = Enumerable.Range(0, 20).Select(i => Position(seconds - i * Exposure / 20)).ToArray();
        return positions.Max() - positions.Min();
    }

    private static double Position(double t) =>
        20 * t + (t is >= 2 and < 4 ? ShakeAmplitude * Math.Sin(2 * Math.PI * ShakeFrequency * t) : 0);
}

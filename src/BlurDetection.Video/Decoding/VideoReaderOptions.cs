using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Video;

/// <summary>How a video is read. Read once, when reading begins.</summary>
public class VideoReaderOptions : IValidatableObject
{
    /// <summary>The path of ffmpeg; ffprobe is looked for beside it.</summary>
    /// <value>Default <see langword="null"/>: both are looked for on the PATH.</value>
    public string? FfmpegPath { get; set; }

    /// <summary>Which frames are read.</summary>
    /// <value>Default: every frame.</value>
    [Required]
    public FrameSampling Sampling { get; set; } = FrameSampling.EveryFrame;

    /// <summary>Whether half-size chroma is read beside luma (NV12, 8 bits in video range); a prediction does not need it.</summary>
    /// <value>Default <see langword="false"/>: luma alone, 8 bits in the range of the stream, which <see cref="VideoFrame.Pixels"/>
    /// declares; nothing is converted where the stream has 8 bits.</value>
    public bool Chroma { get; set; }

    /// <summary>The longer side, in pixels, that larger frames are scaled down to (area averaging); MJPEG, MPEG-1, MPEG-2 and MPEG-4 Part 2
    /// files are decoded at a reduced size.</summary>
    /// <value>16 to 16384; default <see langword="null"/>: the size of the stream.</value>
    [Range(16, 16384)]
    public int? MaxLongSide { get; set; }

    /// <summary>What becomes of interlaced frames.</summary>
    /// <value>Default: they stay as they are.</value>
    [EnumDataType(typeof(Deinterlacing))]
    public Deinterlacing Deinterlacing { get; set; }

    /// <summary>Where reading begins.</summary>
    /// <value>0 or later; default 0. Time stamps count from the beginning of the file all the same.</value>
    public TimeSpan Start { get; set; }

    /// <summary>How much is read.</summary>
    /// <value>Longer than 0; default <see langword="null"/>: all.</value>
    public TimeSpan? Duration { get; set; }

    /// <summary>How long a source may give nothing before it counts as stalled; the time that the reader's caller takes
    /// does not count.</summary>
    /// <value>Longer than 0; default <see langword="null"/>: 30 seconds for addresses (rtsp, http ...), no limit for files.</value>
    public TimeSpan? StallTimeout { get; set; }

    /// <summary>ffmpeg's name for the kind of input, where it cannot be guessed: <c>v4l2</c>, <c>avfoundation</c> or
    /// <c>dshow</c> for webcams.</summary>
    /// <value>Default <see langword="null"/>: guessed.</value>
    public string? InputFormat { get; set; }

    /// <summary>Images a second of an image sequence (a path with <c>%d</c> or <c>*</c>).</summary>
    /// <value>Greater than 0; default 25.</value>
    [Range(0.001, 1000)]
    public double SequenceFrameRate { get; set; } = 25;

    /// <summary>Threads that decode.</summary>
    /// <value>0 to 64; default 0: ffmpeg chooses.</value>
    [Range(0, 64)]
    public int DecoderThreads { get; set; }

    /// <summary>Receives what the decoder says of damaged data, line by line; reading goes on.</summary>
    /// <value>Default <see langword="null"/>.</value>
    public IProgress<string>? DecoderErrors { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Start < TimeSpan.Zero) yield return new ValidationResult($"{nameof(Start)} is 0 or later.", [nameof(Start)]);
        if (Duration <= TimeSpan.Zero) yield return new ValidationResult($"{nameof(Duration)} is longer than 0.", [nameof(Duration)]);
        if (StallTimeout <= TimeSpan.Zero)
            yield return new ValidationResult($"{nameof(StallTimeout)} is longer than 0.", [nameof(StallTimeout)]);
    }

    internal VideoReaderOptions Clone() => (VideoReaderOptions)MemberwiseClone();
}

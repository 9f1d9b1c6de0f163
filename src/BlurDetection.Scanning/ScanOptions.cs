using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;
using BlurDetection.Scanning.Sources;

namespace BlurDetection.Scanning;

/// <summary>How images are scanned.</summary>
public sealed class ScanOptions
{
    /// <summary>Names the model and its settings; a folder of results holds those of one name only.</summary>
    /// <value>Default "default". See <see cref="BlurClassifier.Identity"/>.</value>
    [Required]
    public string Model { get; set; } = "default";

    /// <summary>Images classified at a time.</summary>
    /// <value>1 to 1024; default: the number of processors.</value>
    [Range(1, 1024)]
    public int Parallelism { get; set; } = Environment.ProcessorCount;

    /// <summary>The share of the images that is scanned.</summary>
    /// <value>Default: all.</value>
    public ScanShard Shard { get; set; } = ScanShard.Whole;

    /// <summary>Most rows of one part, which is what a kill can cost.</summary>
    /// <value>1 to 1,000,000; default 10,000.</value>
    [Range(1, 1_000_000)]
    public int PartSize { get; set; } = 10_000;

    /// <summary>Seconds after which a part is written even if it is not full.</summary>
    /// <value>1 to 86,400; default 60.</value>
    [Range(1, 86_400)]
    public int PartSeconds { get; set; } = 60;

    /// <summary>Whether an image counts as done by the SHA-256 of its bytes, which is then a column, instead of by size and time.</summary>
    /// <value>Default <see langword="false"/>; all images are read again when a scan is resumed, but only changed ones
    /// are classified.</value>
    public bool ContentHash { get; set; }

    /// <summary>Whether the time that each image took is a column. Results then differ from run to run.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Timings { get; set; }

    /// <summary>Whether a thumbnail is a column: reports of archives, buckets and downloads show it. Costs a second decoding.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Thumbnails { get; set; }

    /// <summary>Whether results of images that are no longer there are taken out of the results, once all of a folder was walked.</summary>
    /// <value>Default <see langword="false"/>. Only for a source that holds all images of the root that was scanned first
    /// (<see cref="ScanSource.IsWhole"/>); nothing is taken out where a folder could not be listed, or where no image was found at
    /// all.</value>
    public bool Prune { get; set; }

    /// <summary>Largest image that is read into memory from an archive, a bucket or a download, in bytes.</summary>
    /// <value>1 to 2,147,483,591 bytes; default 256 MiB.</value>
    [Range(1, 2_147_483_591)]
    public int MaxBytes { get; set; } = 256 << 20;

    /// <summary>How thumbnails are decoded.</summary>
    /// <value>Default <see langword="null"/>: as the classifier decodes, by its decoders and limits.</value>
    public ImageDecoderOptions? Decoding { get; set; }

    internal ScanOptions Validated()
    {
        OptionsValidation.Require(this);
        return Shard.IsValid ? this : throw new ArgumentException(
            $"There is no shard {Shard}: the first number is 1 to the second, the second 1 to {ScanShard.MaxCount}.", nameof(Shard));
    }
}

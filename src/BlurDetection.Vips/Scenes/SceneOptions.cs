using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;

namespace BlurDetection.Vips.Scenes;

/// <summary>How a <see cref="SceneClassifier"/> cuts and reads a scene.</summary>
public sealed class SceneOptions
{
    /// <summary>Width and height of a tile in pixels; a tile is classified as if it were an image of its own.</summary>
    /// <value>64 to 16,384. Default 1024.</value>
    [Range(64, 16_384)]
    public int TileSize { get; set; } = 1024;

    /// <summary>Width and height, in pixels of the scene, of a cell of the scene's map.</summary>
    /// <value>16 to 16,384. Default 64.</value>
    [Range(16, 16_384)]
    public int CellSize { get; set; } = 64;

    /// <summary>Scenes with more pixels than this are refused.</summary>
    /// <value>1 to 10,000,000,000,000. Default 100,000,000,000 (100 gigapixels).</value>
    [Range(1, 10_000_000_000_000)]
    public long MaxPixels { get; set; } = 100_000_000_000;

    /// <summary>The most bytes that a row of tiles, as it is stored, may take in memory; a scene that needs more is
    /// refused, and smaller tiles need less.</summary>
    /// <value>1,048,576 to 17,179,869,184. Default 268,435,456 (256 MiB).</value>
    [Range(1 << 20, 1L << 34)]
    public long MaxStripBytes { get; set; } = 256 << 20;

    /// <summary>Which page of the file is the scene, counted from 0.</summary>
    /// <value>0 to 1,000,000. Default 0.</value>
    [Range(0, 1_000_000)]
    public int Page { get; set; }

    /// <summary>How samples of more than 8 bits become 0..255, the same in all tiles.</summary>
    [Required]
    public SampleRangeOptions Range { get; set; } = new();

    /// <summary>Tiles classified at a time.</summary>
    /// <value>1 to 1024. Default: the number of processors.</value>
    [Range(1, 1024)]
    public int Parallelism { get; set; } = Math.Min(1024, Environment.ProcessorCount);
}

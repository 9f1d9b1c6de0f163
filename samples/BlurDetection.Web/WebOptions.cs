using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Web;

/// <summary>What the server allows. Read from the configuration section "Web".</summary>
internal sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>Path of a model (.zip or .onnx) to use instead of the embedded one.</summary>
    /// <value>Default <see langword="null"/>: the embedded model.</value>
    public string? Model { get; set; }

    /// <summary>The most bytes that one picture may have.</summary>
    /// <value>1 KiB to 1 GiB; default 32 MiB.</value>
    [Range(1 << 10, 1 << 30)]
    public int MaxFileBytes { get; set; } = 32 << 20;

    /// <summary>The most pixels that one picture may have.</summary>
    /// <value>1 to 1,000,000,000; default 60,000,000.</value>
    [Range(1, 1_000_000_000)]
    public long MaxPixels { get; set; } = 60_000_000;

    /// <summary>The most pictures in one request.</summary>
    /// <value>1 to 1000; default 50.</value>
    [Range(1, 1000)]
    public int MaxFiles { get; set; } = 50;

    /// <summary>The most bytes in one request.</summary>
    /// <value>1 KiB to 4 GiB; default 256 MiB.</value>
    [Range(1 << 10, 4L << 30)]
    public long MaxRequestBytes { get; set; } = 256 << 20;

    /// <summary>Requests that are read and judged at a time. Each holds one picture's file in memory.</summary>
    /// <value>1 to 1000; default 8.</value>
    [Range(1, 1000)]
    public int MaxRequests { get; set; } = 8;

    /// <summary>Requests that wait for their turn; further ones are answered with 429.</summary>
    /// <value>0 to 10000; default 32.</value>
    [Range(0, 10_000)]
    public int QueuedRequests { get; set; } = 32;

    /// <summary>Pictures that are decoded and judged at a time.</summary>
    /// <value>1 to 256; default: the number of cores.</value>
    [Range(1, 256)]
    public int Threads { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 256);

    /// <summary>Whether the page may bring its own model. A model is a program: allow it only where you trust everybody who reaches the page.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool AllowModelUpload { get; set; }

    /// <summary>The most bytes that an uploaded model may have.</summary>
    /// <value>1 KiB to 1 GiB; default 64 MiB.</value>
    [Range(1 << 10, 1 << 30)]
    public int MaxModelBytes { get; set; } = 64 << 20;

    /// <summary>Uploaded models that are kept, in memory, until they are removed or the server stops.</summary>
    /// <value>1 to 64; default 4.</value>
    [Range(1, 64)]
    public int MaxModels { get; set; } = 4;
}

using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Web;

/// <summary>What the server allows. Read from the configuration section "Web".</summary>
internal sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>Path of a model (.zip or .onnx) to use instead of the embedded one.</summary>
    /// <value>Default <see langword="null"/>: the embedded model.</value>
    public string? Model { get; set; }

    /// <summary>The most bytes that one image may have.</summary>
    /// <value>1 KiB to 1 GiB; default 32 MiB.</value>
    [Range(1 << 10, 1 << 30)]
    public int MaxFileBytes { get; set; } = 32 << 20;

    /// <summary>The most pixels that one image may have.</summary>
    /// <value>1 to 1,000,000,000; default 60,000,000.</value>
    [Range(1, 1_000_000_000)]
    public long MaxPixels { get; set; } = 60_000_000;

    /// <summary>The longest side that one image may have, in pixels.</summary>
    /// <value>1 to 1,000,000; default 65,535.</value>
    [Range(1, 1_000_000)]
    public int MaxSide { get; set; } = 65_535;

    /// <summary>The most bytes that the decoders of all <see cref="Threads"/> together may hold; forms of images that are decoded row by
    /// row need next to none.</summary>
    /// <value>16 MiB to 64 GiB; default 200,000,000: with two threads 25 megapixels of 4 bytes each.</value>
    [Range(16L << 20, 64L << 30)]
    public long MaxDecoderBytes { get; set; } = 200_000_000;

    /// <summary>The most images in one request.</summary>
    /// <value>1 to 1000; default 50.</value>
    [Range(1, 1000)]
    public int MaxFiles { get; set; } = 50;

    /// <summary>The most bytes in one request.</summary>
    /// <value>1 KiB to 4 GiB; default 256 MiB.</value>
    [Range(1 << 10, 4L << 30)]
    public long MaxRequestBytes { get; set; } = 256 << 20;

    /// <summary>Images that have arrived and are worked on at a time; slow senders take none of these places.</summary>
    /// <value>1 to 1000; default 8.</value>
    [Range(1, 1000)]
    public int MaxRequests { get; set; } = 8;

    /// <summary>Images that have arrived and wait for their turn; further ones are answered with 429.</summary>
    /// <value>0 to 10000; default 32.</value>
    [Range(0, 10_000)]
    public int QueuedRequests { get; set; } = 32;

    /// <summary>Requests with images that one client may have open at a time, by its address (IPv6: by its /64); further ones are
    /// answered with 429.</summary>
    /// <remarks>Behind a proxy all requests come from its address: raise it to <see cref="MaxConnections"/> and let the
    /// proxy count.</remarks>
    /// <value>1 to 10000; default 64.</value>
    [Range(1, 10_000)]
    public int MaxRequestsPerClient { get; set; } = 64;

    /// <summary>Connections that are open at a time; further ones are closed.</summary>
    /// <value>1 to 100,000; default 1000.</value>
    [Range(1, 100_000)]
    public int MaxConnections { get; set; } = 1000;

    /// <summary>The least rate at which a body must arrive, after five seconds of grace; slower ones are answered with 408.</summary>
    /// <value>240 to 1,000,000,000; default 2048.</value>
    [Range(240, 1e9)]
    public double MinBytesPerSecond { get; set; } = 2048;

    /// <summary>The most bytes of requests' bodies that are held at a time, over all requests; further ones are answered
    /// with 429.</summary>
    /// <value>1 MiB to 64 GiB; default 128 MiB.</value>
    [Range(1L << 20, 64L << 30)]
    public long MaxBufferedBytes { get; set; } = 128 << 20;

    /// <summary>Images that are decoded and classified at a time.</summary>
    /// <value>1 to 256; default: the number of cores.</value>
    [Range(1, 256)]
    public int Threads { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 256);

    /// <summary>Whether the page may bring its own model. A model is a program: allow it only where you trust everybody
    /// who reaches the page.</summary>
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

using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Queue;

/// <summary>Where requests are queued, and how.</summary>
public sealed class QueueOptions
{
    /// <summary>Largest message that RabbitMQ.Client consumes by default, in bytes; a larger one can be published and
    /// then blocks the queue.</summary>
    public const int LargestConsumable = 64 << 20;

    /// <summary>The broker.</summary>
    /// <value>Default amqp://guest:guest@localhost:5672.</value>
    [Required]
    public Uri Broker { get; set; } = new("amqp://guest:guest@localhost:5672");

    /// <summary>The queue of requests; dead letters are in the queue of this name with ".dead" behind it.</summary>
    /// <value>Default "blur.images".</value>
    [Required, StringLength(200, MinimumLength = 1)]
    public string Queue { get; set; } = "blur.images";

    /// <summary>Deliveries after the first one before a request is a dead letter: 3 means four deliveries.</summary>
    /// <value>1 to 100; default 3. Fixed once the queue is there.</value>
    [Range(1, 100)]
    public int DeliveryLimit { get; set; } = 3;

    /// <summary>Largest message, in bytes; larger ones are refused before they are published.</summary>
    /// <value>1 KiB to 64 MiB; default 64 KiB.</value>
    [Range(1024, LargestConsumable)]
    public int MaxMessageBytes { get; set; } = 64 << 10;

    /// <summary>Requests that one worker has under way.</summary>
    /// <value>1 to 1024; default: the number of processors.</value>
    [Range(1, 1024)]
    public int Prefetch { get; set; } = Environment.ProcessorCount;

    /// <summary>Seconds between tries to reach a broker or a database that is away.</summary>
    /// <value>1 to 600; default 2.</value>
    [Range(1, 600)]
    public int ReconnectSeconds { get; set; } = 2;

    /// <summary>Largest image, in bytes.</summary>
    /// <value>1 to 2,147,483,591; default 256 MiB.</value>
    [Range(1, 2_147_483_591)]
    public int MaxImageBytes { get; set; } = 256 << 20;

    /// <summary>Npgsql's connection string of the database for results.</summary>
    /// <value>No default; the worker needs it.</value>
    public string? Database { get; set; }

    internal string DeadLetters => Queue + ".dead";
}

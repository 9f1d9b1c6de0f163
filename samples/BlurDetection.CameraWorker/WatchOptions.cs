using System.ComponentModel.DataAnnotations;

namespace BlurDetection.CameraWorker;

/// <summary>What is watched, and where events go: the section <c>Watch</c> of the configuration.</summary>
internal sealed class WatchOptions : IValidatableObject
{
    /// <summary>The cameras.</summary>
    [Required, MinLength(1)]
    public List<CameraOptions> Cameras { get; set; } = [];

    /// <summary>Where each camera's learned state is kept, as NAME.json.</summary>
    [Required]
    public string StateFolder { get; set; } = "state";

    /// <summary>Receives each event as a JSON object by POST; <see langword="null"/> for none.</summary>
    public Uri? Webhook { get; set; }

    /// <summary>The MQTT broker that receives each event.</summary>
    [Required]
    public MqttOptions Mqtt { get; set; } = new();

    /// <summary>How long a condition must hold before it begins, and be gone before it ends.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var camera in Cameras)
        {
            if (camera.Name.Length == 0 || camera.Name.IndexOfAny([.. Path.GetInvalidFileNameChars(), '#', '+']) >= 0)
                yield return new($"{nameof(Cameras)}: '{camera.Name}' cannot name a camera: it becomes a file name and an MQTT topic.");
            if (camera.Source.Length == 0) yield return new($"{nameof(Cameras)}: {camera.Name} has no {nameof(CameraOptions.Source)}.");
            if (camera.Every <= TimeSpan.Zero)
                yield return new($"{nameof(Cameras)}: {camera.Name}: {nameof(CameraOptions.Every)} is longer than 0.");
        }
        if (Cameras.GroupBy(camera => camera.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            yield return new($"{nameof(Cameras)}: {twice.Key} is there twice.");
        if (Delay < TimeSpan.Zero) yield return new($"{nameof(Delay)} is 0 or longer.");
        if (Webhook is { IsAbsoluteUri: false }) yield return new($"{nameof(Webhook)} is a whole address.");
    }
}

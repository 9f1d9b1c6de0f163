using System.Text.Json;
using System.Text.Json.Serialization;
using BlurDetection.Imaging;
using BlurDetection.Inputs;

namespace BlurDetection.Video;

/// <summary>Watches one camera: tells when its image becomes too blurry, dark or bright, when it is covered, and when it
/// shows another scene.</summary>
/// <remarks>
/// What is usual is learned for each hour of the day while nothing is wrong, so that a soft camera, night and backlight
/// are not reported again and again.
/// Fog, rain and noise change contrast more than the width of edges, which is what the classifier measures. Not
/// thread-safe; one monitor a camera.
/// </remarks>
public sealed class CameraMonitor
{
    private static readonly JsonSerializerOptions Format = new() { Converters = { new JsonStringEnumConverter() } };

    private readonly IBlurClassifier _classifier;
    private readonly CameraMonitorOptions _options;
    private readonly CameraState _state;

    /// <summary>Creates a monitor that has learned nothing yet.</summary>
    /// <param name="classifier">Classifies the frames; one with <see cref="BlurClassifierOptions.Map"/> switched off is faster.</param>
    /// <param name="options">When conditions begin and end; <see langword="null"/> for the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public CameraMonitor(IBlurClassifier classifier, CameraMonitorOptions? options = null) : this(classifier, options, new CameraState())
    {
    }

    private CameraMonitor(IBlurClassifier classifier, CameraMonitorOptions? options, CameraState state)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        (_classifier, _options, _state) = (classifier, options ?? new CameraMonitorOptions(), state);
        OptionsValidation.Require(_options);
    }

    /// <summary>The conditions that hold now.</summary>
    public IReadOnlyList<CameraEventKind> Active =>
        [.. _state.Conditions.Where(pair => pair.Value.IsActive).Select(pair => pair.Key).Order()];

    /// <summary>What the model said of the last frame; <see langword="null"/> before the first.</summary>
    public BlurPrediction? LastPrediction { get; private set; }

    /// <summary>Takes a frame.</summary>
    /// <param name="frame">An upright frame of any size.</param>
    /// <param name="time">The camera's local time; its hour chooses what is usual. Where it lies before that of the last
    /// frame, no time has passed.</param>
    /// <returns>Conditions that begin or end now; mostly none.</returns>
    public IReadOnlyList<CameraEvent> Observe(in PixelBuffer frame, DateTimeOffset time)
    {
        // A clock may be set back, and a recording may be older than what was seen last.
        var elapsed = _state.LastTime is { } last && time > last ? time - last : TimeSpan.Zero;
        _state.LastTime = time;
        var prediction = LastPrediction = _classifier.Classify(frame) with { Map = null };
        var scene = SceneThumbnail.Of(frame);
        var usual = _state.Usual(time.Hour, _options.LearningFrames);
        var condition = CameraConditions.Of(prediction, scene, usual, _state, _options);
        List<CameraEvent> events = [];
        Update(CameraEventKind.Blocked, condition.Blocked);
        Update(CameraEventKind.ImageTooBlurry, condition.Blurry);
        Update(CameraEventKind.ImageTooDark, condition.Dark);
        Update(CameraEventKind.ImageTooBright, condition.Bright);
        Update(CameraEventKind.GlobalSceneChange, condition.OtherScene);
        var change = Tracker(CameraEventKind.GlobalSceneChange);
        if (change is { IsActive: true, ActiveFrom: { } from } && time - from >= _options.NewSceneAfter)
        {
            _state.Forget();
            events.Add(new CameraEvent(CameraEventKind.GlobalSceneChange, false, time, time));
        }
        else if (condition.IsUsual && Active.Count == 0)
        {
            _state.Learn(time.Hour, condition.Strength, scene);
        }
        return events;

        void Update(CameraEventKind kind, bool? seen)
        {
            if (Tracker(kind).Update(kind, seen, time, elapsed, _options) is { } changed) events.Add(changed);
        }
    }

    /// <summary>Forgets what was usual, and takes the image as it is now for what it should be, however soft: after a
    /// camera was mounted or cleaned.</summary>
    public void Relearn()
    {
        _state.Forget();
        _state.IsAccepted = true;
    }

    /// <summary>Saves what was learned, and the conditions that hold, as JSON of less than 150 KB.</summary>
    /// <param name="output">A writable stream.</param>
    public void Save(Stream output) => JsonSerializer.Serialize(output, _state, Format);

    /// <inheritdoc cref="Save(Stream)"/>
    /// <param name="path">The file; it is whole or as it was before.</param>
    public void Save(string path)
    {
        using var file = new OutputFile(path);
        using (var stream = File.Create(file.Partial)) Save(stream);
        file.Complete();
    }

    /// <inheritdoc cref="Load(Stream, IBlurClassifier, CameraMonitorOptions)"/>
    /// <param name="path">A file that <see cref="Save(string)"/> wrote, of at most 64 MiB.</param>
    public static CameraMonitor Load(string path, IBlurClassifier classifier, CameraMonitorOptions? options = null)
    {
        if (FileIdentity.Of(path) is { IsRegular: false })
            throw new InvalidDataException($"{path}: it is a folder, a pipe, a socket or a device, not a regular file.");
        using var stream = File.OpenRead(path);
        if (stream.Length > DocumentLimits.MaxBytes)
            throw new InvalidDataException(
                $"{path}: it has more than {DocumentLimits.MaxBytes} bytes, which no state of a camera monitor has.");
        try
        {
            return Load(stream, classifier, options);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>Loads what <see cref="Save(Stream)"/> wrote.</summary>
    /// <param name="input">A readable stream.</param>
    /// <param name="classifier">Classifies the frames.</param>
    /// <param name="options">When conditions begin and end; <see langword="null"/> for the defaults.</param>
    /// <exception cref="InvalidDataException">The stream holds no state of a monitor, or one of another version.</exception>
    public static CameraMonitor Load(Stream input, IBlurClassifier classifier, CameraMonitorOptions? options = null)
    {
        try
        {
            if (JsonSerializer.Deserialize<CameraState>(input, Format) is { IsSound: true } state)
                return new CameraMonitor(classifier, options, state);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"This is not the state of a camera monitor: {e.Message}", e);
        }
        throw new InvalidDataException(
            $"This is not the state of a camera monitor of version {CameraState.CurrentVersion}; begin without it.");
    }

    private ConditionTracker Tracker(CameraEventKind kind)
    {
        if (!_state.Conditions.TryGetValue(kind, out var tracker)) _state.Conditions[kind] = tracker = new ConditionTracker();
        return tracker;
    }
}

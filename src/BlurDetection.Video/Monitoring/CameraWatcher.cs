using System.Runtime.CompilerServices;

namespace BlurDetection.Video;

/// <summary>Keeps a camera's stream open and gives its events; a stream that breaks off is <see cref="CameraEventKind.SignalLoss"/>, and is
/// opened again and again.</summary>
public sealed class CameraWatcher
{
    private readonly CameraMonitor _monitor;
    private readonly string _source;
    private readonly CameraWatcherOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Creates a watcher; nothing is opened yet.</summary>
    /// <param name="monitor">Takes the frames; it stays the caller's, who may save it between events.</param>
    /// <param name="source">What <see cref="VideoFrameReader.ReadAsync(string, VideoReaderOptions, CancellationToken)"/> takes. A file
    /// ends, an address never does.</param>
    /// <param name="options">How it is watched; <see langword="null"/> for the defaults.</param>
    /// <param name="timeProvider">The clock; <see langword="null"/> for the system's.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public CameraWatcher(CameraMonitor monitor, string source, CameraWatcherOptions? options = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        ArgumentException.ThrowIfNullOrEmpty(source);
        (_monitor, _source, _options, _time) =
            (monitor, source, options ?? new CameraWatcherOptions(), timeProvider ?? TimeProvider.System);
        OptionsValidation.Require(_options);
    }

    /// <summary>Frames observed since the beginning.</summary>
    public long Frames { get; private set; }

    /// <summary>Why the stream broke off last; <see langword="null"/> while it runs.</summary>
    public string? LastError { get; private set; }

    /// <summary>Called after each frame, with its time: for metrics, and for saving the monitor now and then.</summary>
    public Action<DateTimeOffset>? Observed { get; init; }

    /// <summary>Watches until the file ends, or for ever.</summary>
    /// <param name="cancellationToken">Ends the enumeration with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FileNotFoundException">There is no ffmpeg.</exception>
    /// <exception cref="VideoReadException">A file cannot be read.</exception>
    public async IAsyncEnumerable<CameraEvent> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var isLive = VideoSource.Parse(_source, _options.Reading.InputFormat).IsLive;
        var delay = _options.ReconnectDelay;
        DateTimeOffset? lost = null;
        while (true)
        {
            var begin = _options.RecordedFrom ?? _time.GetLocalNow();
            var frames = VideoFrameReader.ReadAsync(_source, _options.Reading, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            await using var framesDisposal = frames.ConfigureAwait(false);
            while (await NextAsync(frames, isLive).ConfigureAwait(false))
            {
                using var frame = frames.Current;
                var now = isLive ? _time.GetLocalNow() : begin + frame.Timestamp;
                if (lost is not null) yield return new CameraEvent(CameraEventKind.SignalLoss, false, now, now);
                (lost, delay, LastError) = (null, _options.ReconnectDelay, null);
                var events = _monitor.Observe(frame.Pixels, now);
                Frames++;
                Observed?.Invoke(now);
                foreach (var happened in events) yield return happened;
            }
            if (!isLive) yield break;
            if (lost is null)
            {
                lost = _time.GetLocalNow();
                yield return new CameraEvent(CameraEventKind.SignalLoss, true, lost.Value, lost.Value);
            }
            await Task.Delay(delay, _time, cancellationToken).ConfigureAwait(false);
            delay = TimeSpan.FromTicks(Math.Min(2 * delay.Ticks, _options.MaxReconnectDelay.Ticks));
        }
    }

    private async Task<bool> NextAsync(IAsyncEnumerator<VideoFrame> frames, bool isLive)
    {
        try
        {
            if (await frames.MoveNextAsync().ConfigureAwait(false)) return true;
            LastError = "The stream ended.";
        }
        catch (VideoReadException e) when (isLive)
        {
            LastError = e.Message;
        }
        return false;
    }
}

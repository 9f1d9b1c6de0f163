using System.Buffers;
using System.Threading.Channels;

namespace BlurDetection.Video;

/// <summary>Frames out of one run of ffmpeg: headers from its log, pixels from its output, in the same order.</summary>
/// <remarks>ffmpeg waits while nobody reads its output, so that no more than a frame is held here.</remarks>
internal sealed class FrameStream : IAsyncDisposable
{
    private readonly VideoSource _source;
    private readonly VideoReaderOptions _options;
    private readonly TimeSpan? _stallTimeout;
    private readonly Channel<FrameHeader> _headers =
        Channel.CreateUnbounded<FrameHeader>(new() { SingleReader = true, SingleWriter = true });
    private readonly FrameHeaderParser _parser = new();
    private readonly FfmpegProcess _process;
    private readonly ITimer? _stallTimer;
    private TimeSpan _last;
    private int _index;
    private volatile bool _stalled, _waiting;

    public FrameStream(
        string ffmpeg, VideoSource source, VideoReaderOptions options, int lowResolution, TimeSpan? stallTimeout, TimeProvider time)
    {
        (_source, _options, _stallTimeout) = (source, options, stallTimeout);
        if (stallTimeout is not null)
            _stallTimer = time.CreateTimer(_ => Stall(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _process = FfmpegProcess.Start(ffmpeg,
            FfmpegArguments.Read(source, options, lowResolution, pulse: stallTimeout is not null), OnLine);
        _ = _process.LogEnded.ContinueWith(_ => _headers.Writer.TryComplete(), TaskScheduler.Default);
    }

    public int ProcessId => _process.Id;

    /// <summary>The next frame; <see langword="null"/> at the end.</summary>
    /// <exception cref="VideoStalledException">Nothing came for too long.</exception>
    /// <exception cref="VideoReadException">ffmpeg failed, or was ended from outside.</exception>
    public async Task<VideoFrame?> NextAsync(CancellationToken cancellationToken)
    {
        await using var cancelling = cancellationToken.Register(_process.Kill).ConfigureAwait(false);
        (_waiting, _) = (true, SetTimer());
        byte[]? bytes = null;
        try
        {
            var first = new byte[1]; // the end of the output comes before the end of the log
            var got = await _process.Output.ReadAsync(first, CancellationToken.None).ConfigureAwait(false);
            if (got > 0 && await HeaderAsync().ConfigureAwait(false) is { } header)
            {
                bytes = ArrayPool<byte>.Shared.Rent(header.Bytes);
                bytes[0] = first[0];
                var rest = await _process.Output.ReadAtLeastAsync(bytes.AsMemory(1, header.Bytes - 1), header.Bytes - 1,
                    throwOnEndOfStream: false, CancellationToken.None).ConfigureAwait(false);
                if (rest == header.Bytes - 1) return Frame(ref bytes, header);
            }
            (_waiting, _) = (false, StopTimer());
            var code = await _process.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            if (_stalled)
                throw new VideoStalledException(
                    $"{_source.Name} gave nothing for {_stallTimeout!.Value.TotalSeconds:0.#} seconds (after {_index} frames).");
            if (code != 0 || bytes is not null) throw Failed(code);
            return null;
        }
        finally
        {
            (_waiting, _) = (false, StopTimer());
            if (bytes is not null) ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        if (_stallTimer is not null) await _stallTimer.DisposeAsync().ConfigureAwait(false);
    }

    private async ValueTask<FrameHeader?> HeaderAsync()
    {
        // ffmpeg writes a frame's header before its pixels; only the end of a killed process can lose one.
        return await _headers.Reader.WaitToReadAsync().ConfigureAwait(false) && _headers.Reader.TryRead(out var header) ? header : null;
    }

    private VideoFrame Frame(ref byte[]? bytes, FrameHeader header)
    {
        _last = header.Time is { } time ? time + _options.Start : _last;
        var frame = new VideoFrame(bytes!, header, _index++, _last);
        bytes = null;
        return frame;
    }

    private VideoReadException Failed(int code)
    {
        var errors = _process.Errors;
        var after = _index == 0 ? "could not be read" : $"ended early, after {_index} frames";
        return new VideoReadException(
            $"{_source.Name} {after}: {(errors.Length > 0 ? errors : $"ffmpeg was ended from outside (exit code {code}).")}");
    }

    private void OnLine(string line)
    {
        if (_waiting) SetTimer();
        if (_parser.Take(line) is { } header) _headers.Writer.TryWrite(header);
        else if (_options.DecoderErrors is { } errors && FfmpegProcess.IsError(line)) errors.Report(FfmpegProcess.Plain(line));
    }

    private bool SetTimer() => _stallTimer?.Change(_stallTimeout!.Value, Timeout.InfiniteTimeSpan) ?? false;

    private bool StopTimer() => _stallTimer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan) ?? false;

    private void Stall()
    {
        if (!_waiting) return;
        _stalled = true;
        _process.Kill();
    }
}

using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlurDetection.Video.Tests.Support;

/// <summary>A tiny RTSP server (RFC 2326) for tests: plays one H.264 stream over TCP, interleaved (RFC 2326, 10.12; RFC 6184), to anyone
/// who asks, to its end or as far as a test lets it.</summary>
/// <param name="accessUnits">The stream, a frame each: <see cref="H264Stream.ReadAsync"/>.</param>
/// <param name="frameRate">Frames a second.</param>
internal sealed class RtspServer(IReadOnlyList<byte[]> accessUnits, double frameRate) : IDisposable
{
    private const int Clock = 90_000; // of RFC 6184
    private const uint FirstTime = 1_000_000; // a random number by RFC 3550
    private const int PayloadType = 96;

    private readonly ConcurrentDictionary<TcpClient, byte> _clients = [];
    private TcpListener? _listener;
    private int _played;

    /// <summary>Where clients find the stream; the port stays the same over <see cref="Stop"/> and <see cref="Start"/>.</summary>
    public string Address => $"rtsp://127.0.0.1:{Port}/camera";

    public int Port { get; private set; }

    /// <summary>Frames that are sent to a client; then the connection is silent, or closed where this is the whole stream.</summary>
    public int FramesUntilSilence { get; set; } = accessUnits.Count;

    /// <summary>The time between two frames by the clock; they carry the times of their frame rate all the same.</summary>
    public TimeSpan Pace { get; set; }

    /// <summary>Told the number of frames sent to a client, after each.</summary>
    public Action<int>? Sent { get; set; }

    /// <summary>Connections that began to play.</summary>
    public int Played => _played;

    public RtspServer Start()
    {
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
        return this;
    }

    /// <summary>Goes away: nobody can connect any more, and those who are connected lose the connection.</summary>
    public void Stop()
    {
        _listener?.Dispose();
        foreach (var client in _clients.Keys) client.Dispose();
    }

    public void Dispose() => Stop();

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true) _ = ServeAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // it was stopped
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        _clients[client] = 0;
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                while (await RequestAsync(reader) is var (method, sequence))
                {
                    await stream.WriteAsync(Encoding.ASCII.GetBytes(Response(method, sequence)));
                    if (method == "TEARDOWN") return;
                    if (method == "PLAY")
                    {
                        Interlocked.Increment(ref _played);
                        await PlayAsync(stream);
                        if (FramesUntilSilence >= accessUnits.Count) return;
                    }
                }
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // the client has gone, or the server was stopped
        }
        finally
        {
            _clients.TryRemove(client, out _);
        }
    }

    private static async Task<(string Method, string Sequence)?> RequestAsync(StreamReader reader)
    {
        if (await reader.ReadLineAsync() is not { } first) return null;
        var sequence = "0";
        while (await reader.ReadLineAsync() is { Length: > 0 } header)
            if (header.StartsWith("CSeq:", StringComparison.OrdinalIgnoreCase)) sequence = header[5..].Trim();
        return (first.Split(' ')[0], sequence);
    }

    private string Response(string method, string sequence)
    {
        var (headers, body) = method switch
        {
            "OPTIONS" => ("Public: DESCRIBE, SETUP, PLAY, TEARDOWN\r\n", ""),
            "DESCRIBE" => ($"Content-Base: {Address}/\r\nContent-Type: application/sdp\r\n",
                $"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=camera\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\nm=video 0 RTP/AVP {PayloadType}\r\n" +
                $"a=rtpmap:{PayloadType} H264/{Clock}\r\na=fmtp:{PayloadType} packetization-mode=1\r\na=control:video\r\n"),
            "SETUP" => ("Transport: RTP/AVP/TCP;unicast;interleaved=0-1\r\nSession: 1\r\n", ""),
            _ => ("Session: 1\r\n", ""),
        };
        var length = body.Length > 0 ? $"Content-Length: {body.Length}\r\n" : "";
        return $"RTSP/1.0 200 OK\r\nCSeq: {sequence}\r\n{headers}{length}\r\n{body}";
    }

    private async Task PlayAsync(NetworkStream stream)
    {
        ushort number = 0;
        for (var i = 0; i < Math.Min(FramesUntilSilence, accessUnits.Count); i++)
        {
            foreach (var (payload, isLast) in H264Stream.Payloads(accessUnits[i]))
            {
                var packet = new byte[16 + payload.Length];
                packet[0] = (byte)'$';
                BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(2), (ushort)(packet.Length - 4));
                packet[4] = 0x80;
                packet[5] = (byte)(PayloadType | (isLast ? 0x80 : 0));
                BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), number++);
                BinaryPrimitives.WriteUInt32BigEndian(packet.AsSpan(8), FirstTime + (uint)Math.Round(i * Clock / frameRate));
                packet[15] = 1; // the source
                payload.CopyTo(packet, 16);
                await stream.WriteAsync(packet);
            }
            Sent?.Invoke(i + 1);
            if (Pace > TimeSpan.Zero) await Task.Delay(Pace);
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace BlurDetection.Web.LoadTest;

/// <summary>One upload over a connection of its own, at a given rate, that reads while it sends.</summary>
/// <remarks><see cref="HttpClient"/> cannot take this place: where the server answers and closes before the whole body is there, its
/// writing fails, and it throws away the answer that it has received.</remarks>
/// <param name="address">The server.</param>
/// <param name="body">What is sent, as an image.</param>
/// <param name="bytesPerSecond">How fast; what a pause of this process has delayed is made up for.</param>
internal sealed class SlowUpload(Uri address, byte[] body, int bytesPerSecond)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.1);
    private static readonly byte[] EndOfHeaders = "\r\n\r\n"u8.ToArray(), LastChunk = "0\r\n\r\n"u8.ToArray();
    private readonly MemoryStream _received = new();

    /// <summary>Bytes of the body that were sent before the answer, in a second.</summary>
    public double SentPerSecond { get; private set; }

    /// <summary>Sends, and waits for the answer.</summary>
    /// <returns>The status; 0 if the connection ended without a whole answer.</returns>
    public async Task<int> SendAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken);
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var receiving = ReceiveAsync(socket, cancellationToken);
        var sending = SendAsync(socket, answered.Token);
        await receiving;
        await answered.CancelAsync();
        SentPerSecond = await sending;
        return Status(_received.GetBuffer().AsSpan(0, (int)_received.Length));
    }

    private async Task ReceiveAsync(Socket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellationToken) is var read and > 0) _received.Write(buffer, 0, read);
        }
        catch (SocketException)
        {
            // Reset: what arrived before counts.
        }
    }

    private async Task<double> SendAsync(Socket socket, CancellationToken cancellationToken)
    {
        var sent = 0;
        var clock = Stopwatch.StartNew();
        try
        {
            await SendAllAsync(socket, Encoding.ASCII.GetBytes("POST /api/classify?map=false HTTP/1.1\r\nHost: localhost\r\n"
                + $"Content-Type: image/jpeg\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), cancellationToken);
            clock.Restart();
            while (sent < body.Length)
            {
                await Task.Delay(Interval, cancellationToken);
                var due = (int)Math.Min(body.Length, clock.Elapsed.TotalSeconds * bytesPerSecond);
                await SendAllAsync(socket, body.AsMemory(sent, due - sent), cancellationToken);
                sent = due;
            }
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            // The server has answered, or closed: the receiver knows which.
        }
        return sent / clock.Elapsed.TotalSeconds;
    }

    private static async Task SendAllAsync(Socket socket, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0) bytes = bytes[await socket.SendAsync(bytes, cancellationToken)..];
    }

    // The server closes after each answer, so a whole one is told from a cut one by its length or its last chunk.
    private static int Status(ReadOnlySpan<byte> answer)
    {
        if (answer.IndexOf(EndOfHeaders) is var end && end < 0) return 0;
        var lines = Encoding.ASCII.GetString(answer[..end]).Split("\r\n");
        var content = answer[(end + EndOfHeaders.Length)..];
        var length = lines.FirstOrDefault(line => line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var whole = length is null
            ? content.EndsWith(LastChunk)
            : content.Length == int.Parse(length["Content-Length:".Length..], CultureInfo.InvariantCulture);
        return whole ? int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture) : 0;
    }
}

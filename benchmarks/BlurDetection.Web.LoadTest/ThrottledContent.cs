using System.Net;

namespace BlurDetection.Web.LoadTest;

/// <summary>A body that is sent at a given rate, in ten pieces a second.</summary>
internal sealed class ThrottledContent(byte[] body, int bytesPerSecond) : HttpContent
{
    private const int PiecesPerSecond = 10;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, default);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var piece = bytesPerSecond == 0 ? body.Length : Math.Max(1, bytesPerSecond / PiecesPerSecond);
        for (var at = 0; at < body.Length; at += piece)
        {
            await stream.WriteAsync(body.AsMemory(at, Math.Min(piece, body.Length - at)), cancellationToken);
            if (bytesPerSecond == 0) continue;
            await stream.FlushAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(1.0 / PiecesPerSecond), cancellationToken);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}

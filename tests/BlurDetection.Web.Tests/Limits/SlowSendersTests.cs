using System.Net;
using System.Net.Sockets;
using System.Text;
using BlurDetection.Tests.Support;

namespace BlurDetection.Web.Tests.Limits;

public sealed class SlowSendersTests
{
    private static readonly byte[] Image = RenderedImages.Jpeg(320, 240);

    [Fact]
    public async Task SendersWhoseImagesHaveNotArrivedTakeNobodysPlace()
    {
        await using var server = await RunningServer.StartAsync("--Web:MaxRequests 1 --Web:QueuedRequests 0");
        var slow = new List<TcpClient>();
        try
        {
            for (int i = 0; i < 40; i++) slow.Add(await BeginAsync(server.Address, Image.Length));
            for (int i = 0; i < 5; i++) Assert.Equal(HttpStatusCode.OK, (await server.PostRawAsync(Image)).StatusCode);
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task ABodyThatCrawlsIsAnsweredWith408WhileItIsSentAndOthersAreServed()
    {
        await using var server = await RunningServer.StartAsync("--Web:MinBytesPerSecond 100000");
        using TcpClient slow = await BeginAsync(server.Address, Image.Length);
        using var answered = new CancellationTokenSource();
        Task sending = CrawlAsync(slow, answered.Token);
        Assert.Equal(HttpStatusCode.OK, (await server.PostRawAsync(Image)).StatusCode);
        using var reader = new StreamReader(slow.GetStream());
        string answer = await reader.ReadToEndAsync();
        await answered.CancelAsync();
        await sending;
        Assert.Contains("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("too slowly", answer, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task HeadersThatNeverEndAreGivenUp()
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(408, await StatusAsync(server.Address, "POST /api/classify HTTP/1.1\r\nHost: localhost\r\n"));
    }

    [Fact]
    public async Task OneClientMayNotOpenRequestsWithoutEnd()
    {
        await using var server = await RunningServer.StartAsync("--Web:MaxRequestsPerClient 3");
        var slow = new List<TcpClient>();
        try
        {
            for (int i = 0; i < 3; i++) slow.Add(await BeginAsync(server.Address, Image.Length));
            var answer = await server.PostRawAsync(Image);
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
            Assert.NotNull(answer.Headers.RetryAfter);
        }
        finally
        {
            slow.ForEach(client => client.Dispose());
        }
    }

    [Fact]
    public async Task BytesThatAreHeldAtATimeAreBounded()
    {
        await using var server = await RunningServer.StartAsync("--Web:MaxBufferedBytes 1048576 --Web:MaxFileBytes 4000000");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await server.PostRawAsync(new byte[3_000_000])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.PostRawAsync(Image)).StatusCode);
    }

    [Theory]
    [InlineData("Host: rebound.example", 400)]
    [InlineData("Host: localhost", 200)]
    [InlineData("Host: [::1]:80", 200)]
    [InlineData("Host: 192.0.2.1", 200)]
    [InlineData("Host: a_b:99999999", 400)]
    public async Task OnlyThisMachinesNamesAreServed(string host, int status)
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(status, await StatusAsync(server.Address, $"GET /health HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n"));
    }

    [Fact]
    public async Task NamesThatAreAllowedAreServed()
    {
        await using var server = await RunningServer.StartAsync("--AllowedHosts blur.example");
        Assert.Equal(200, await StatusAsync(server.Address, "GET /health HTTP/1.1\r\nHost: blur.example\r\nConnection: close\r\n\r\n"));
        Assert.Equal(400, await StatusAsync(server.Address, "GET /health HTTP/1.1\r\nHost: other.example\r\nConnection: close\r\n\r\n"));
    }

    [Theory]
    [InlineData("Origin: http://a:b", 403)]
    [InlineData("Origin: nonsense", 403)]
    public async Task AnOddOriginIsRefusedAndNoFailure(string origin, int status)
    {
        await using var server = await RunningServer.StartAsync();
        Assert.Equal(status, await StatusAsync(server.Address, $"POST /api/classify HTTP/1.1\r\nHost: " +
            $"localhost\r\n{origin}\r\nContent-Type: image/jpeg\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
    }

    [Theory]
    [InlineData("classify", "image/jpeg", "not-a-length")]
    [InlineData("classify", "image/jpeg", "ffffffffffffffff")] // Kestrel throws another exception for a length that it cannot count
    [InlineData("classify", "multipart/form-data; boundary=edge", "ffffffffffffffff")]
    [InlineData("models", "application/octet-stream", "not-a-length")]
    [InlineData("models", "application/octet-stream", "ffffffffffffffff")]
    public async Task ABrokenChunkedBodyIsABadRequest(string path, string type, string length)
    {
        await using var server = await RunningServer.StartAsync("--Web:AllowModelUpload true");
        Assert.Equal(400, await StatusAsync(server.Address,
            $"POST /api/{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {type}\r\nTransfer-Encoding: chunked\r\nConnection: " +
                $"close\r\n\r\n{length}\r\n"));
    }

    [Theory]
    [InlineData("filename*")]
    [InlineData("filename*=")]
    [InlineData("filename")]
    public async Task APartWhoseFileNameHasNoValueIsABadRequest(string parameter)
    {
        await using var server = await RunningServer.StartAsync();
        string body = $"--edge\r\nContent-Disposition: form-data; name=\"files\"; {parameter}\r\n\r\nabc\r\n--edge--\r\n";
        Assert.Equal(400, await StatusAsync(server.Address,
            $"POST /api/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=edge\r\nContent-Length: " +
                $"{body.Length}\r\nConnection: close\r\n\r\n{body}"));
    }

    private static async Task<TcpClient> BeginAsync(Uri server, int announced)
    {
        var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await WriteAsync(client, $"POST /api/classify HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nContent-Length: " +
            $"{announced}\r\nExpect: 100-continue\r\n\r\n");
        var start = new byte[12];
        await client.GetStream().ReadExactlyAsync(start); // "HTTP/1.1 100": the body is being read
        Assert.Equal("HTTP/1.1 100", Encoding.ASCII.GetString(start));
        return client;
    }

    // A byte at a time, until the server has answered.
    private static async Task CrawlAsync(TcpClient client, CancellationToken answered)
    {
        try
        {
            while (true)
            {
                await client.GetStream().WriteAsync(new byte[1], answered);
                await Task.Delay(TimeSpan.FromSeconds(0.1), answered);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // answered, or closed
        }
    }

    private static async Task<int> StatusAsync(Uri server, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await WriteAsync(client, request);
        using var reader = new StreamReader(client.GetStream());
        return int.Parse((await reader.ReadLineAsync())!.Split(' ')[1]);
    }

    private static Task WriteAsync(TcpClient client, string text) => client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(text)).AsTask();
}

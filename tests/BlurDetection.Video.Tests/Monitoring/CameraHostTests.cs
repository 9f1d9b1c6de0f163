using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using System.Text.Json;
using BlurDetection.CameraWorker;
using BlurDetection.CameraWorker.Metrics;
using BlurDetection.Video.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MQTTnet.Server;

namespace BlurDetection.Video.Tests.Monitoring;

public sealed class CameraHostTests : IDisposable
{
    private readonly ClipFolder _clips = new();

    public void Dispose() => _clips.Dispose();

    [FfmpegFact]
    public async Task EventsOfEveryCameraReachTheWebhookTheBrokerAndTheMetrics()
    {
        var soft = await Street.PanAsync(_clips, "gate.mp4", 12, Street.Defocus(4, 12),
            "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -an");
        var sharp = await Street.PanAsync(_clips, "yard.mp4", 6, "null", "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -an");
        var (webPort, mqttPort) = (CameraWatcherTests.FreePort(), CameraWatcherTests.FreePort());
        using var web = new HttpListener { Prefixes = { $"http://127.0.0.1:{webPort}/hook/" } };
        web.Start();
        var posted = ReceiveAsync(web);
        var published = new TaskCompletionSource<(string Topic, string Text)>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var broker = new MqttServerFactory().CreateMqttServer(
            new MqttServerOptionsBuilder().WithDefaultEndpoint().WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
                .WithDefaultEndpointPort(mqttPort).Build());
        broker.InterceptingPublishAsync += message =>
        {
            published.TrySetResult((message.ApplicationMessage.Topic, Encoding.UTF8.GetString(message.ApplicationMessage.Payload)));
            return Task.CompletedTask;
        };
        await broker.StartAsync();
        var frames = new ConcurrentDictionary<string, long>();
        using var listener = Listen(frames);

        using var host = CameraHost.Create(
        [
            "--Watch:Cameras:0:Name=gate", $"--Watch:Cameras:0:Source={soft}", "--Watch:Cameras:1:Name=yard",
            $"--Watch:Cameras:1:Source={sharp}", "--Watch:Cameras:1:Every=00:00:01",
            $"--Watch:StateFolder={_clips.PathOf("state")}", $"--Watch:Webhook=http://127.0.0.1:{webPort}/hook/",
            "--Watch:Mqtt:Host=127.0.0.1", $"--Watch:Mqtt:Port={mqttPort}", "--Watch:Delay=00:00:02",
        ]);
        await host.StartAsync();
        var (web1, mqtt1) = (JsonDocument.Parse(await posted).RootElement, await published.Task.WaitAsync(TimeSpan.FromMinutes(2)));
        await host.Services.GetServices<IHostedService>().OfType<CameraService>().Single().ExecuteTask!;
        await host.StopAsync();

        Assert.Equal(("gate", "ImageTooBlurry", true),
            (web1.GetProperty("camera").GetString(), web1.GetProperty("event").GetString(), web1.GetProperty("active").GetBoolean()));
        Assert.Equal("cameras/gate/ImageTooBlurry", mqtt1.Topic);
        Assert.Equal("gate", JsonDocument.Parse(mqtt1.Text).RootElement.GetProperty("camera").GetString());
        Assert.Equal((12, 6), (frames["gate"], frames["yard"]));
        Assert.Equal(["gate.json", "yard.json"], Directory.GetFiles(_clips.PathOf("state")).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("Cameras:0:Name=a/b")]
    [InlineData("Cameras:0:Every=00:00:00")]
    [InlineData("Cameras:0:Source=")]
    [InlineData("Cameras:1:Name=gate")]
    [InlineData("Colour=red")]
    public async Task AMistakenConfigurationStopsTheStart(string mistake)
    {
        using var host = CameraHost.Create([$"--Watch:{mistake}"]);
        await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());
    }

    private static async Task<string> ReceiveAsync(HttpListener web)
    {
        var context = await web.GetContextAsync();
        using var reader = new StreamReader(context.Request.InputStream);
        var text = await reader.ReadToEndAsync();
        context.Response.Close();
        return text;
    }

    private static MeterListener Listen(ConcurrentDictionary<string, long> frames)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == CameraMetrics.MeterName && instrument.Name == "camera.frames")
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) =>
        {
            foreach (var tag in tags)
                if (tag.Key == "camera") frames.AddOrUpdate((string)tag.Value!, value, (_, sum) => sum + value);
        });
        listener.Start();
        return listener;
    }
}

using BlurDetection.DependencyInjection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BlurDetection.AspNetCore.Tests;

public sealed class HostingTests
{
    private static IConfiguration Configuration(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();

    [Fact]
    public void OptionsComeFromConfigurationForEachName()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddBlurDetection(Configuration("Sensitivity", "High"))
            .AddBlurDetection("strict", Configuration("Threshold", "0.25"))
            .BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<BlurDetectionOptions>>();
        Assert.Equal((BlurSensitivity.High, 0.25), (options.CurrentValue.Sensitivity!.Value, options.Get("strict").Threshold!.Value));
    }

    [Theory]
    [InlineData("Treshold", "0.5")]
    [InlineData("Threshold", "0,5")]
    public void AKeyThatCannotBeReadStopsTheStart(string key, string value)
    {
        using ServiceProvider services = new ServiceCollection().AddBlurDetection(Configuration(key, value)).BuildServiceProvider();
        Assert.Throws<InvalidOperationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
    }

    [Fact]
    public async Task TheHealthCheckNamesTheModelThatClassifies()
    {
        HealthReport report = await CheckAsync(services => services.AddBlurDetection());
        Assert.Equal(HealthStatus.Healthy, report.Status);
        using BlurClassifier classifier = BlurClassifier.CreateDefault();
        Assert.Contains(classifier.Model.Name, report.Entries["blurdetection"].Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AModelThatDoesNotLoadIsUnhealthyAndStopsAStartThatWarmsUp()
    {
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, "not a model");
            Assert.Equal(HealthStatus.Unhealthy,
                (await CheckAsync(services => services.AddBlurDetection(options => options.ModelPath = path))).Status);
            HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Services.AddBlurDetection(options => options.ModelPath = path).WarmUpAtStart();
            using IHost host = builder.Build();
            await Assert.ThrowsAsync<InvalidModelException>(() => host.StartAsync());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task WarmingUpClassifiesBeforeTheHostHasStarted()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddBlurDetection("camera").WarmUpAtStart();
        using IHost host = builder.Build();
        await host.StartAsync();
        Assert.NotNull(host.Services.GetRequiredKeyedService<IBlurClassifier>("camera"));
        await host.StopAsync();
    }

    private static async Task<HealthReport> CheckAsync(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection().AddLogging();
        add(services);
        services.AddHealthChecks().AddBlurDetection();
        await using ServiceProvider provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
    }
}

using BlurDetection.DependencyInjection;
using BlurDetection.Models;
using BlurDetection.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlurDetection.Tests.DependencyInjection;

public sealed class AddBlurDetectionTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Model() => _folder.Add("model.onnx", TestModels.Plain());

    [Fact]
    public void ClassifierIsASingletonThatGoesWithTheContainer()
    {
        var model = Model();
        var services = new ServiceCollection().AddBlurDetection(o => o.ModelPath = model).BuildServiceProvider();
        var classifier = services.GetRequiredService<IBlurClassifier>();
        Assert.Same(classifier, services.GetRequiredService<IBlurClassifier>());
        Assert.True(classifier.IsBlurry(Images.Blurred()));
        services.Dispose();
        Assert.Throws<ObjectDisposedException>(() => classifier.IsBlurry(Images.Blurred()));
    }

    [Fact]
    public void NamedClassifiersHaveModelsAndThresholdsOfTheirOwn()
    {
        var model = Model();
        using var services = new ServiceCollection()
            .AddBlurDetection("strict", o => { o.ModelPath = model; o.Sensitivity = BlurSensitivity.High; })
            .AddBlurDetection("lenient", o => { o.ModelPath = model; o.Threshold = 0.95; })
            .BuildServiceProvider();
        var strict = (BlurClassifier)services.GetRequiredKeyedService<IBlurClassifier>("strict");
        var lenient = (BlurClassifier)services.GetRequiredKeyedService<IBlurClassifier>("lenient");
        Assert.Equal((0.3, 0.95), (strict.Threshold, lenient.Threshold));
        Assert.Null(services.GetService<IBlurClassifier>());
    }

    [Fact]
    public void NamesWithTheSameModelShareItUntilTheLastOneIsGone()
    {
        string model = Model(), copy = _folder.Add("copy.onnx", TestModels.Plain());
        using var services = new ServiceCollection()
            .AddBlurDetection("strict", o => { o.ModelPath = model; o.Sensitivity = BlurSensitivity.High; })
            .AddBlurDetection("lenient", o => { o.ModelPath = copy; o.Threshold = 0.95; })
            .AddBlurDetection("without map", o => { o.ModelPath = model; o.Map = false; })
            .AddBlurDetection("embedded")
            .AddBlurDetection("embedded, too", o => o.LongSide = 640)
            .BuildServiceProvider();
        var pool = services.GetRequiredService<SessionPool>();
        IBlurClassifier Get(string name) => services.GetRequiredKeyedService<IBlurClassifier>(name);
        int[] counts = [
            .. new[] { "strict", "lenient", "without map", "embedded", "embedded, too" }.Select(name => { Get(name); return pool.Count; })];
        Assert.Equal([1, 1, 2, 3, 3], counts);

        Get("strict").Dispose();
        Assert.Throws<ObjectDisposedException>(() => Get("strict").IsBlurry(Images.Blurred()));
        Assert.True(Get("lenient").Classify(Images.Blurred()).Probability > 0.5);
        services.Dispose();
        Assert.Equal(0, pool.Count);
        Assert.Throws<ObjectDisposedException>(() => Get("lenient"));
    }

    public static TheoryData<Action<BlurDetectionOptions>> InvalidOptions => new()
    {
        o => o.Threshold = 2,
        o => { o.Threshold = 0.5; o.Sensitivity = BlurSensitivity.Low; },
        o => o.Threads = 0,
        o => o.Decoding.MaxPixels = 0,
        o => o.ModelPath = "missing.onnx",
        o => o.OnnxModel = new(),
        o => (o.ModelPath, o.OnnxModel) = (typeof(AddBlurDetectionTests).Assembly.Location, new() { BlurIndex = 2 }),
        o => o.Region = new ImageRegion { Left = 0.5, Width = 0.6, Height = 1 },
        o => o.Masks.Add(default),
    };

    [Theory]
    [MemberData(nameof(InvalidOptions))]
    public void InvalidOptionsStopTheStartOfTheHost(Action<BlurDetectionOptions> configure)
    {
        using var services = new ServiceCollection().AddBlurDetection(configure).BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
    }

    /// <summary>The options as a host binds them that is to fail on what it cannot read.</summary>
    private static BlurDetectionOptions Bound(Dictionary<string, string?> values)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        using var services = new ServiceCollection()
            .AddBlurDetection(options => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true))
            .BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.GetRequiredService<IOptions<BlurDetectionOptions>>().Value;
    }

    [Fact]
    public void ConfigurationReachesEveryKindOfOption()
    {
        var options = Bound(new()
        {
            ["ModelPath"] = Model(),
            ["Sensitivity"] = "High",
            ["Decoding:MaxPixels"] = "5000",
            ["Region:Top"] = "0.1",
            ["Region:Width"] = "1",
            ["Region:Height"] = "0.8",
            ["Masks:0:Left"] = "20",
            ["Masks:0:Width"] = "200",
            ["Masks:0:Height"] = "60",
            ["Masks:0:InPixels"] = "true",
            ["OnnxModel:Layout"] = "Nhwc",
            ["OnnxModel:Mean:0"] = "0.485",
            ["OnnxModel:Mean:1"] = "0.456",
            ["OnnxModel:Mean:2"] = "0.406",
            ["OnnxModel:StandardDeviation:0"] = "0.25",
        });
        Assert.Equal((BlurSensitivity.High, 5000, TensorLayout.Nhwc),
            (options.Sensitivity!.Value, options.Decoding.MaxPixels, options.OnnxModel!.Layout));
        Assert.Equal(ImageRegion.Shares(0, 0.1, 1, 0.8), options.Region);
        Assert.Equal([ImageRegion.Pixels(20, 0, 200, 60)], options.Masks);
        Assert.Equal([0.485, 0.456, 0.406], options.OnnxModel.Mean);
        Assert.Equal([0.25], options.OnnxModel.StandardDeviation);
    }

    [Theory]
    [InlineData("Treshold", "0.5")]
    [InlineData("Threshold", "0,5")]
    [InlineData("OnnxModel:Scale", "0,001")]
    [InlineData("Masks:0:Left", "a little")]
    [InlineData("Region:Right", "1")]
    public void ConfigurationThatCannotBeReadStopsTheStartWhereTheBinderIsToldTo(string key, string value) =>
        Assert.Throws<InvalidOperationException>(() => Bound(new() { [key] = value }));

    [Theory]
    [InlineData("Region:Left", "0.5")]
    [InlineData("Masks:0:Left", "0.5")]
    [InlineData("Masks:0:Right", "0.5")]
    [InlineData("OnnxModel:BlurIndex", "2")]
    public void ConfigurationOutOfRangeStopsTheStartOfTheHost(string key, string value)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection([new(key, value), new("ModelPath", Model())]).Build();
        using var services = new ServiceCollection().AddBlurDetection().Configure<BlurDetectionOptions>(section).BuildServiceProvider();
        var error = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(key.Split(':')[0], error.Message);
    }

    [Fact]
    public void EventsReachTheLoggerUnderTheirIds()
    {
        var model = Model();
        var events = new List<(LogLevel Level, EventId Id)>();
        using (var services = new ServiceCollection()
            .AddSingleton<ILogger<BlurClassifier>>(new ListLogger(events))
            .AddBlurDetection(o => o.ModelPath = model)
            .BuildServiceProvider())
        {
            var classifier = services.GetRequiredService<IBlurClassifier>();
            classifier.Classify(Images.Sharp());
            Assert.Throws<UnsupportedImageException>(() => classifier.Classify("text"u8));
        }
        Assert.Equal(
            [(LogLevel.Information, 1), (LogLevel.Debug, 2), (LogLevel.Warning, 3), (LogLevel.Debug, 4)],
            events.Select(e => (e.Level, e.Id.Id)));
    }

    private sealed class ListLogger(List<(LogLevel, EventId)> events) : ILogger<BlurClassifier>
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            events.Add((logLevel, eventId));
    }
}

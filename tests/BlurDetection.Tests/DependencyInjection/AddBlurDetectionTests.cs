using BlurDetection.DependencyInjection;
using BlurDetection.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BlurDetection.Tests.DependencyInjection;

public sealed class AddBlurDetectionTests : IDisposable
{
    private readonly PictureFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Model() => _folder.Add("model.onnx", TestModels.Plain());

    [Fact]
    public void Classifier_is_a_singleton_that_goes_with_the_container()
    {
        var model = Model();
        var services = new ServiceCollection().AddBlurDetection(o => o.ModelPath = model).BuildServiceProvider();
        var classifier = services.GetRequiredService<IBlurClassifier>();
        Assert.Same(classifier, services.GetRequiredService<IBlurClassifier>());
        Assert.True(classifier.IsBlurry(Pictures.Blurred()));
        services.Dispose();
        Assert.Throws<ObjectDisposedException>(() => classifier.IsBlurry(Pictures.Blurred()));
    }

    [Fact]
    public void Named_classifiers_have_models_and_thresholds_of_their_own()
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

    public static TheoryData<Action<BlurDetectionOptions>> InvalidOptions => new()
    {
        o => o.Threshold = 2,
        o => { o.Threshold = 0.5; o.Sensitivity = BlurSensitivity.Low; },
        o => o.Threads = 0,
        o => o.Decoding.MaxPixels = 0,
        o => o.ModelPath = "missing.onnx",
        o => o.OnnxModel = new(),
    };

    [Theory]
    [MemberData(nameof(InvalidOptions))]
    public void Invalid_options_stop_the_start_of_the_host(Action<BlurDetectionOptions> configure)
    {
        using var services = new ServiceCollection().AddBlurDetection(configure).BuildServiceProvider();
        Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());
    }

    [Fact]
    public void Events_reach_the_logger_under_their_ids()
    {
        var model = Model();
        var events = new List<(LogLevel Level, EventId Id)>();
        using (var services = new ServiceCollection()
            .AddSingleton<ILogger<BlurClassifier>>(new ListLogger(events))
            .AddBlurDetection(o => o.ModelPath = model)
            .BuildServiceProvider())
        {
            var classifier = services.GetRequiredService<IBlurClassifier>();
            classifier.Classify(Pictures.Sharp());
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

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            events.Add((logLevel, eventId));
    }
}

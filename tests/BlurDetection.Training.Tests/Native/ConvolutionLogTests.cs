using BlurDetection.Training.Native;
using Microsoft.Extensions.Logging;

namespace BlurDetection.Training.Tests.Native;

public sealed class ConvolutionLogTests
{
    [Fact]
    public void AWorkaroundIsLoggedOnce()
    {
        var logger = new Lines();
        ConvolutionLog.Announce(logger, ConvolutionMode.PaddedFilters);
        ConvolutionLog.Announce(logger, ConvolutionMode.PaddedFilters);
        var line = Assert.Single(logger);
        Assert.StartsWith("Warning: Convolutions are computed as PaddedFilters", line, StringComparison.Ordinal);
        Assert.Contains("BLURDETECTION_CONVOLUTIONS", line, StringComparison.Ordinal);
    }

    [Fact]
    public void NothingIsLoggedWhereNothingIsWrong()
    {
        var logger = new Lines();
        ConvolutionLog.Announce(logger, ConvolutionMode.Plain);
        Assert.Empty(logger);
    }

    private sealed class Lines : List<string>, ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Add($"{logLevel}: {formatter(state, exception)}");
    }
}

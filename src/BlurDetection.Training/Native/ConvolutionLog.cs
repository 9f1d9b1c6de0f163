using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace BlurDetection.Training.Native;

/// <summary>Says once to each logger that convolutions are not computed as libtorch would by itself.</summary>
internal static partial class ConvolutionLog
{
    private static readonly ConditionalWeakTable<ILogger, object> Informed = [];

    internal static void Announce(ILogger logger, ConvolutionMode mode)
    {
        if (mode != ConvolutionMode.Plain && Informed.TryAdd(logger, mode)) Applied(logger, mode, ConvolutionSetting.Variable);
    }

    [LoggerMessage(EventId = 103, EventName = "ConvolutionsGuarded", Level = LogLevel.Warning,
        Message = "Convolutions are computed as {Mode}, since libtorch's own may be wrong here; the variable {Variable} overrides")]
    private static partial void Applied(ILogger logger, ConvolutionMode mode, string variable);
}

using System.Text.Json;

namespace BlurDetection.Cli.Output;

/// <summary>Verdicts in words.</summary>
internal static class Words
{
    public static string Of(BlurVerdict verdict) => verdict.ToString().ToLowerInvariant();

    public static string Of(BlurKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>A reason as people say it: "too dark".</summary>
    public static string Of(IndeterminateReason reason) => Snake(reason).Replace('_', ' ');

    /// <summary>A reason as programs read it: "too_dark".</summary>
    public static string Snake(IndeterminateReason reason) => JsonNamingPolicy.SnakeCaseLower.ConvertName(reason.ToString());
}

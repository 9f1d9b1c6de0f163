using System.Reflection;
using System.Runtime.InteropServices;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>What made a report: command, versions, machine.</summary>
internal static class ReportOrigin
{
    public static IEnumerable<string[]> Rows(string? command)
    {
        if (command is not null) yield return ["command", command];
        yield return ["BlurDetection", Version(typeof(IBlurClassifier))];
        yield return [".NET", RuntimeInformation.FrameworkDescription];
        yield return ["system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, " +
            $"{Words.Count(Environment.ProcessorCount, "core")}"];
        yield return ["written", DateTimeOffset.Now.ToString("yyyy-MM-dd HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture)];
    }

    public static string Version(Type type)
    {
        string? version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version?.Split('+')[0] ?? type.Assembly.GetName().Version?.ToString() ?? "unknown";
    }
}

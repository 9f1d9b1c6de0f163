using System.Text.Json;

namespace BlurDetection.Scanning.Tests.Support;

/// <summary>Reads done markers.</summary>
internal static class Markers
{
    public static int Rows(string part) => JsonDocument.Parse(File.ReadAllText(part + ".done")).RootElement.GetProperty("rows").GetInt32();
}

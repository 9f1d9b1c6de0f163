using System.Text.Json;

namespace BlurDetection.Scanning.Results;

/// <summary>Enumerations as they stand in files: snake case, as <c>blur classify --json</c> writes them.</summary>
internal static class ResultWords
{
    public static string? Of<T>(T? value) where T : struct, Enum => value is { } v ? Cache<T>.Words[v] : null;

    public static T? Read<T>(string? word) where T : struct, Enum => word is null ? null : Cache<T>.Values[word];

    private static class Cache<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Words = Enum.GetValues<T>()
            .ToDictionary(v => v, v => JsonNamingPolicy.SnakeCaseLower.ConvertName(v.ToString()));
        public static readonly Dictionary<string, T> Values =
            Words.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Training.Layers;

/// <summary>Networks as JSON, for files and for the metadata of a model. Snake case, as Keras's argument names are.</summary>
public static partial class NetworkJson
{
    private const int MatchTimeout = 10_000; // ms

    internal static JsonSerializerOptions Options { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowOutOfOrderMetadataProperties = true,
        RespectRequiredConstructorParameters = false,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    internal static JsonSerializerOptions Indented { get; } = new(Options) { WriteIndented = true };

    /// <summary>Writes a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="indented">True for people, false (the default) for metadata.</param>
    public static string Write(Network network, bool indented = false) => JsonSerializer.Serialize(network, indented ? Indented : Options);

    /// <summary>Reads a network.</summary>
    /// <param name="json">As <see cref="Write"/> gives it; layers without a name get one.</param>
    /// <exception cref="InvalidNetworkException">It is not JSON, has unknown options, or makes no network.</exception>
    public static Network Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize<Network>(Current(json), Options)
                ?? throw new InvalidNetworkException("The JSON is null; a network was expected.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException)
        {
            throw new InvalidNetworkException($"The network's JSON cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a network from a file.</summary>
    /// <param name="path">A JSON file of at most 64 MiB.</param>
    /// <exception cref="InvalidNetworkException">As <see cref="Read"/>, or it is not a regular file or a larger one; the message names
    /// the file.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Network ReadFile(string path)
    {
        string json = DocumentFile.ReadText(path, message => new InvalidNetworkException(message));
        try
        {
            return Read(json);
        }
        catch (InvalidNetworkException e)
        {
            throw new InvalidNetworkException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>The JSON with the names that layers have now: <c>DownSampling2D</c> was once written <c>Halving2D</c>.</summary>
    internal static string Current(string json) => OldType().Replace(json, "\"DownSampling2D\"");

    [GeneratedRegex("(?<=\"type\"\\s*:\\s*)\"Halving2D\"", RegexOptions.None, MatchTimeout)]
    private static partial Regex OldType();
}

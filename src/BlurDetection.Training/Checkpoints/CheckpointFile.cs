using System.Text.Json;
using System.Text.Json.Serialization;
using BlurDetection.Evaluation.Files;
using BlurDetection.Training.Callbacks;

namespace BlurDetection.Training.Checkpoints;

/// <summary>Checkpoints on disk: one safetensors file with weights, optimiser and callbacks, and the rest as JSON in its
/// metadata.</summary>
internal static class CheckpointFile
{
    private const string HeaderKey = "blurdetection.training";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    internal static void Write(string path, TrainingCheckpoint checkpoint)
    {
        var tensors = new Dictionary<string, NetworkWeight>();
        void Add(string prefix, IReadOnlyDictionary<string, NetworkWeight> group)
        {
            foreach (var (name, value) in group) tensors[prefix + name] = value;
        }
        Add("weights/", checkpoint.Weights);
        Add("optimizer/", checkpoint.Optimizer);
        Add("average/", checkpoint.Average);
        for (var i = 0; i < checkpoint.Callbacks.Count; i++) Add($"callback_{i}/", checkpoint.Callbacks[i].Weights);
        var metadata = new Dictionary<string, string> { [HeaderKey] = JsonSerializer.Serialize(checkpoint.Header, Options) };
        AtomicFile.Write(path, stream => SafeTensors.Write(stream, tensors, metadata));
    }

    internal static TrainingCheckpoint Read(string path)
    {
        try
        {
            DocumentFile.RequireRegular(path, message => new InvalidDataException(message));
            var (tensors, metadata) = SafeTensors.Read(File.ReadAllBytes(path));
            var header = metadata.TryGetValue(HeaderKey, out var json)
                ? JsonSerializer.Deserialize<TrainingCheckpointHeader>(json, Options) : null;
            if (header is not { Version: 1 }) throw new InvalidDataException("It is not a training checkpoint of this version.");
            if (header.History is null || header.Callbacks is null || header.CallbackValues is null || header.Network is null
                || header.CallbackValues.Count != header.Callbacks.Count || header.CallbackValues.Any(values => values is null))
                throw new InvalidDataException("Parts of it are missing.");
            Dictionary<string, NetworkWeight> Group(string prefix) => tensors
                .Where(t => t.Key.StartsWith(prefix, StringComparison.Ordinal))
                .ToDictionary(t => t.Key[prefix.Length..], t => t.Value);
            return new TrainingCheckpoint(header, Group("weights/"), Group("optimizer/"), Group("average/"),
                [.. header.CallbackValues.Select((values, i) => new CallbackState(values, Group($"callback_{i}/")))]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            throw new InvalidModelException(
                $"The checkpoint {path} cannot be read: {e.Message} Train without resuming, or put back a copy of the file.", e);
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using BlurDetection.Tests.Support;

namespace BlurDetection.Training.Keras.Tests.Support;

/// <summary>h5py, the library that Keras itself writes and reads HDF5 with.</summary>
internal static class H5py
{
    private static readonly string Script =
        Path.Combine(Repository.Root, "tests", "BlurDetection.Training.Keras.Tests", "Scripts", "keras_files.py");

    private static readonly Lazy<string?> Python = new(() =>
        new[] { "/usr/bin/python3",
            "python3" }.FirstOrDefault(python => ExternalProgram.TryRun(Path.GetTempPath(), python, "-c", "import h5py, numpy").Code == 0));

    /// <summary>Why it cannot be used; <see langword="null"/> where it can.</summary>
    internal static string? Missing => Python.Value is null ? "h5py cannot be had here" : null;

    /// <summary>Writes a file from a description; see Scripts/keras_files.py.</summary>
    internal static string Write(string command, JsonObject description, string path)
    {
        string source = path + ".description.json";
        File.WriteAllText(source, description.ToJsonString());
        ExternalProgram.Run(Path.GetTempPath(), Python.Value!, Script, command, source, path);
        return path;
    }

    /// <summary>What a file has, read as Keras goes through it: the bits of each float.</summary>
    internal static (JsonElement Config, Dictionary<string, uint[]> Weights) Read(string command, string path)
    {
        string to = path + ".read.json";
        ExternalProgram.Run(Path.GetTempPath(), Python.Value!, Script, command, path, to);
        var config = JsonDocument.Parse(File.ReadAllText(to + ".config")).RootElement;
        var weights = new Dictionary<string, uint[]>();
        foreach (var layer in JsonDocument.Parse(File.ReadAllText(to)).RootElement.EnumerateArray())
            foreach (var weight in layer.GetProperty("weights").EnumerateArray())
                if (weight.GetProperty("bits").ValueKind == JsonValueKind.Array)
                    weights[$"{layer.GetProperty("name")}/{weight.GetProperty("name")}"] =
                        [.. weight.GetProperty("bits").EnumerateArray().Select(bits => bits.GetUInt32())];
        return (config, weights);
    }
}

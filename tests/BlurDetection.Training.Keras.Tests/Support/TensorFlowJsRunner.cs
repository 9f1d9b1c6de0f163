using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using BlurDetection.Tests.Support;

namespace BlurDetection.Training.Keras.Tests.Support;

/// <summary>TensorFlow.js 4.22.0: its core, its layers, and its backends in JavaScript and WebAssembly, installed once in
/// a temporary folder.</summary>
internal static class TensorFlowJsRunner
{
    private static readonly Lazy<string?> Installed = new(Install);

    /// <summary>Why it cannot be used; <see langword="null"/> where it can.</summary>
    internal static string? Missing => Installed.Value is null ? "node and npm, or the packages, cannot be had here" : null;

    /// <summary>Makes, trains or loads a model and lets it predict the pictures of the folder; see Scripts/tfjs.js.</summary>
    internal static void Run(string command, string folder, params string[] more) =>
        ExternalProgram.Run(Installed.Value!, "node", [Path.Combine(Installed.Value!, "tfjs.js"), command, folder, .. more]);

    internal static float[] Predictions(string folder) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(folder, "predictions.bin"))).ToArray();

    /// <summary>A line a layer: name, type, output shape as Keras prints it, parameters.</summary>
    internal static IReadOnlyList<string> Summary(string folder)
    {
        using var rows = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")));
        return [.. rows.RootElement.EnumerateArray().Select(row =>
            $"{row.GetProperty("name")} ({row.GetProperty("type")}) ({Shape(row)}) {row.GetProperty("parameters")}")];

        static string Shape(JsonElement row) => string.Join(", ", row.GetProperty("shape").EnumerateArray()
            .Select(side => side.ValueKind == JsonValueKind.Null ? "None" : side.ToString()));
    }

    private static string? Install()
    {
        string scripts = Path.Combine(Repository.Root, "tests", "BlurDetection.Training.Keras.Tests", "Scripts");
        string version = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(scripts, "package-lock.json"))))[..16];
        string folder = Path.Combine(Path.GetTempPath(), $"blurdetection-tfjs-{version}");
        if (!Directory.Exists(folder))
        {
            string fresh = Directory.CreateTempSubdirectory("blurdetection-tfjs-").FullName;
            foreach (string name in new[] { "package.json", "package-lock.json" })
                File.Copy(Path.Combine(scripts, name), Path.Combine(fresh, name));
            if (ExternalProgram.TryRun(fresh, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund").Code != 0)
            {
                Directory.Delete(fresh, recursive: true);
                return null;
            }
            try
            {
                Directory.Move(fresh, folder);
            }
            catch (IOException) when (Directory.Exists(folder))
            {
                Directory.Delete(fresh, recursive: true); // another run was faster
            }
        }
        File.Copy(Path.Combine(scripts, "tfjs.js"), Path.Combine(folder, "tfjs.js"), overwrite: true);
        return folder;
    }
}

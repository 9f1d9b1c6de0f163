using System.Runtime.InteropServices;
using TorchSharp;

namespace BlurDetection.Training.Native;

/// <summary>Finds a native library's file where the runtime looks for it.</summary>
internal static class NativeSearch
{
    internal static string? Find(string fileName) => Folders().Select(f => Path.Combine(f, fileName)).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        var searched = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        foreach (var folder in searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)) yield return folder;
        var assemblies = new[] { AppContext.BaseDirectory, Path.GetDirectoryName(typeof(torch).Assembly.Location) ?? "" };
        foreach (var folder in assemblies.Where(f => f.Length > 0))
        {
            yield return folder;
            yield return Path.Combine(folder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native");
            yield return Path.Combine(folder, "runtimes", "linux-x64", "native");
        }
    }
}

using System.Diagnostics;

namespace BlurDetection.Scanning.Tests.Support;

/// <summary>Opens pages in Chromium without a window.</summary>
internal static class Chromium
{
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser",
            "google-chrome" }.Select(name => System.IO.Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>The page as it stands once its scripts have run.</summary>
    public static Task<string> DumpAsync(string file) => RunAsync(file, "--dump-dom");

    private static async Task<string> RunAsync(string file, params string[] options)
    {
        string profile = Directory.CreateTempSubdirectory("chromium-").FullName;
        try
        {
            var start = new ProcessStartInfo(Path!) { RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (string option in (string[])
                ["--headless", "--no-sandbox", "--disable-gpu", $"--user-data-dir={profile}", "--window-size=1280,900",
                    "--virtual-time-budget=60000", .. options, new Uri(file).AbsoluteUri])
                start.ArgumentList.Add(option);
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, await errors);
            return output;
        }
        finally
        {
            Directory.Delete(profile, recursive: true);
        }
    }
}

using BlurDetection.Tests.Documentation;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Packages;

/// <summary>Every package of the repository, packed once from what was built, for all tests that use packages as a user does.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly ImageFolder _folder = new();
    private Task<SnippetApp>? _snippets;

    // New for each run: the machine keeps unpacked packages by version. Not a pre-release, which nobody gets without asking.
    private static readonly long Second = DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    public string Version { get; } = $"0.0.{Second}";

    /// <summary>For what a document packs: the version that is then found is this one.</summary>
    internal string LaterVersion { get; } = $"0.1.{Second}";

    public string Folder => Path.Combine(_folder.Root, "feed");

    public async Task InitializeAsync()
    {
        foreach (string project in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories))
            await PackAsync(project);
        await PackToolAsync("BlurDetection.Cli");
    }

    public Task DisposeAsync()
    {
        foreach (string package in Directory.EnumerateFiles(Folder, "*.nupkg"))
            foreach (string version in new[] { Version, LaterVersion })
            {
                string name = Path.GetFileName(package)[..^$".{Version}.nupkg".Length];
                string unpacked = Path.Combine(OutsideApp.PackageCache, name.ToLowerInvariant(), version);
                if (Directory.Exists(unpacked)) Directory.Delete(unpacked, recursive: true);
            }
        _folder.Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Packs a console, if that has not been done: libtorch alone takes most of the time that packing takes.</summary>
    internal async Task PackToolAsync(string name)
    {
        if (File.Exists(Path.Combine(Folder, $"{name}.{Version}.nupkg"))) return;
        await PackAsync(Path.Combine(Repository.Root, "samples", name));
    }

    /// <summary>The app of all C# blocks, built when it is first asked for.</summary>
    internal Task<SnippetApp> SnippetsAsync() => _snippets ??= BuildAsync();

    private async Task<SnippetApp> BuildAsync()
    {
        var app = new SnippetApp(Path.Combine(_folder.Root, "snippets"));
        WriteSettings(_folder.Root);
        await app.BuildAsync(Version);
        return app;
    }

    /// <summary>Names the feed, besides the machine's own sources, for everything below a folder.</summary>
    internal void WriteSettings(string folder) => File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
        <configuration>
          <packageSources>
            <add key="feed" value="{Folder}" />
          </packageSources>
        </configuration>
        """);

    private Task PackAsync(string project) => DotnetCommand.RunAsync(Repository.Root,
        ["pack", project, "--no-build", "-c", Repository.Configuration, "-o", Folder,
            $"-p:PackageVersion={Version}", $"-p:Version={Version}"]);
}

using System.Text;
using System.Text.RegularExpressions;
using BlurDetection.Tests.Packages;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Documentation;

/// <summary>One app outside the repository, made of every C# block of every page, that runs the block it is asked for.</summary>
/// <remarks>
/// Each block is the body of a method. Names that a block leaves open are those of <c>Surroundings</c>: a classifier, a host's builder.
/// A page's usings hold for its later blocks. In what runs, <c>epochs: 30</c> is <c>epochs: 1</c>; nothing else is changed.
/// </remarks>
internal sealed partial class SnippetApp(string folder)
{
    private const string Surroundings = """
        using BlurDetection;
        using Microsoft.Extensions.Configuration;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;

        public abstract class Surroundings
        {
            private HostApplicationBuilder? _builder;

            protected IBlurClassifier classifier { get; } = BlurClassifier.CreateDefault();

            protected HostApplicationBuilder builder => _builder ??= Begin();

            public abstract Task RunAsync();

            /// <summary>A service that a block has set up must start and classify.</summary>
            public async Task FinishAsync()
            {
                if (_builder is null) return;
                using IHost host = _builder.Build();
                await host.StartAsync();
                Console.WriteLine($"service: {host.Services.GetRequiredService<IBlurClassifier>().Classify("photo.jpg").Verdict}");
                await host.StopAsync();
            }

            private static HostApplicationBuilder Begin()
            {
                HostApplicationBuilder builder = Host.CreateApplicationBuilder();
                builder.Configuration["BlurDetection:Sensitivity"] = "High";
                return builder;
            }
        }
        """;

    /// <summary>A line of a page as it is run.</summary>
    public static string Quick(string line) => line.Replace("epochs: 30", "epochs: 1", StringComparison.Ordinal);

    private static IEnumerable<string> Libraries =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path));

    private readonly Dictionary<string, string> _names = [];

    public string Assembly => Path.Combine(folder, "out", "snippets.dll");

    /// <summary>The name by which the app runs a block.</summary>
    public string NameOf(CodeBlock block) => _names[block.Place];

    public async Task BuildAsync(string version)
    {
        Directory.CreateDirectory(folder);
        string project = OutsideApp.Project("Microsoft.NET.Sdk", "<AssemblyName>snippets</AssemblyName>", $"""
            <FrameworkReference Include="Microsoft.AspNetCore.App" />
            {string.Join("\n    ", Libraries.Select(name => $"<PackageReference Include=\"{name}\" Version=\"{version}\" />"))}
            {OutsideApp.LibTorch}
            """);
        File.WriteAllText(Path.Combine(folder, "snippets.csproj"), project);
        File.WriteAllText(Path.Combine(folder, "Surroundings.cs"), Surroundings);
        foreach (string page in Pages.All) Write(page);
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program());
        await DotnetCommand.RunAsync(folder, "build", "-o", "out", "-nologo");
    }

    private void Write(string page)
    {
        var usings = new List<string>();
        foreach (CodeBlock block in Pages.Blocks(page).Where(block => block.Language == "csharp"))
        {
            string name = $"Snippet{_names.Count}";
            _names.Add(block.Place, name);
            usings.AddRange(block.Lines.Where(line => Using().IsMatch(line)).Except(usings));
            var code = new StringBuilder().AppendJoin('\n', usings).AppendLine();
            if (block.Lines.Any(line => line.Contains("builder.", StringComparison.Ordinal)))
                code.AppendLine("using Microsoft.Extensions.Configuration;\nusing Microsoft.Extensions.DependencyInjection;");
            code.AppendLine($"public sealed class {name} : Surroundings").AppendLine("{");
            code.AppendLine("public override async Task RunAsync()").AppendLine("{");
            code.AppendLine("await Task.CompletedTask;").AppendLine($"#line {block.Line + 1} \"{page}\"");
            foreach (string line in block.Lines) code.AppendLine(Using().IsMatch(line) ? "" : Quick(line));
            code.AppendLine("}").AppendLine("}");
            File.WriteAllText(Path.Combine(folder, $"{name}.cs"), code.ToString());
        }
    }

    private string Program() =>
        $$"""
        Surroundings block = args[0] switch
        {
            {{string.Join("\n    ", _names.Values.Select(name => $"\"{name}\" => new {name}(),"))}}
            _ => throw new ArgumentException(args[0]),
        };
        await block.RunAsync();
        await block.FinishAsync();
        """;

    [GeneratedRegex(@"^using [\w.]+;$")]
    private static partial Regex Using();
}

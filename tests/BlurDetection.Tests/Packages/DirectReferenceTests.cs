using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Packages;

/// <summary>What an assembly uses is referenced by its project: a pinned version of something indirect reaches nobody outside.</summary>
public sealed class DirectReferenceTests
{
    public static TheoryData<string> Projects =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void EveryPinnedPackageThatAnAssemblyUsesIsReferencedByItsProject(string name)
    {
        var pinned = Ids(Path.Combine(Repository.Root, "Directory.Packages.props"), "PackageVersion");
        var referenced = Ids(Path.Combine(Repository.Root, "src", name, $"{name}.csproj"), "PackageReference");
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{name}.dll"));
        using var file = new PEReader(stream);
        MetadataReader metadata = file.GetMetadataReader();
        var used = metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)).ToHashSet();
        Assert.NotEmpty(used);
        if (Ids(Path.Combine(Repository.Root, "src", name, $"{name}.csproj"), "FrameworkReference").Contains("Microsoft.AspNetCore.App"))
            used.RemoveWhere(id => id.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)); // the framework brings them
        Assert.Empty(used.Where(pinned.Contains).Except(referenced));
    }

    private static HashSet<string> Ids(string path, string element) =>
        [.. XDocument.Load(path).Descendants(element).Select(item => item.Attribute("Include")!.Value)];
}

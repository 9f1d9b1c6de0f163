using System.Reflection;
using BlurDetection.Tests.Support;
using PublicApiGenerator;

namespace BlurDetection.Tests.PublicApi;

/// <summary>Holds the public API to the listings beside this file. To accept a change, run the tests once with ACCEPT_PUBLIC_API=1 and look
/// at the difference.</summary>
public sealed class PublicApiTests
{
    private const string Accept = "ACCEPT_PUBLIC_API";

    public static TheoryData<string> Assemblies => new()
    {
        "BlurDetection", "BlurDetection.AspNetCore", "BlurDetection.Evaluation", "BlurDetection.Magick", "BlurDetection.Synthesis",
        "BlurDetection.Training", "BlurDetection.Training.Keras", "BlurDetection.Vips",
    };

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicApiIsTheApprovedOne(string name)
    {
        var listing = Path.Combine(Repository.Root, "tests", "BlurDetection.Tests", "PublicApi", $"{name}.approved.txt");
        var assembly = Assembly.Load(name);
        var actual = Listing(assembly);
        if (Environment.GetEnvironmentVariable(Accept) == "1") File.WriteAllText(listing, actual);
        Assert.True(File.Exists(listing), $"There is no {listing}. Run the tests once with {Accept}=1.");
        Assert.True(
            File.ReadAllText(listing) == actual,
            $"The public API of {name} differs from {Path.GetFileName(listing)}: {FirstDifference(File.ReadAllText(listing), actual)} If " +
                $"the change is meant, run the tests once with {Accept}=1 and commit the listing.");
    }

    // Nothing is left out: extension methods stand in namespaces of Microsoft, which the generator skips unless told.
    private static readonly ApiGeneratorOptions Everything = new() { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] };

    private static string Listing(Assembly assembly) => assembly.GeneratePublicApi(Everything).ReplaceLineEndings("\n").TrimEnd() + "\n";

    private static string FirstDifference(string approved, string actual)
    {
        var (a, b) = (approved.Split('\n'), actual.Split('\n'));
        var i = 0;
        while (i < a.Length && i < b.Length && a[i] == b[i]) i++;
        return $"line {i + 1} was '{a.ElementAtOrDefault(i)?.Trim()}' and is '{b.ElementAtOrDefault(i)?.Trim()}'.";
    }
}

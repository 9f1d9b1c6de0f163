using PublicApiGenerator;

namespace BlurDetection.Scanning.Tests.PublicApi;

public sealed class PublicApiTests
{
    private const string Accept = "ACCEPT_PUBLIC_API";

    [Fact]
    public void ThePublicAPIIsTheApprovedOne()
    {
        var listing =
            Path.Combine(Repository.Root, "tests", "BlurDetection.Scanning.Tests", "PublicApi", "BlurDetection.Scanning.approved.txt");
        var options = new ApiGeneratorOptions { IncludeAssemblyAttributes = false, DenyNamespacePrefixes = [] };
        var actual = typeof(ImageScanner).Assembly.GeneratePublicApi(options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable(Accept) == "1") File.WriteAllText(listing, actual);
        Assert.True(
            File.Exists(listing) && File.ReadAllText(listing) == actual,
            $"The public API differs from {Path.GetFileName(listing)}. If the change is meant, run the tests once with {Accept}=1 and " +
                $"commit the listing.");
    }
}

using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Documentation;

public sealed class PageLengthTests
{
    private const int MostOfTheFrontPage = 900, MostOfAPage = 600;

    // The model card answers for every set and limit of the model, and the history for every attempt: a figure left out there
    // would be a result withheld.
    private static readonly string[] Exempt = ["docs/model-card.md", "docs/model-history.md"];

    public static TheoryData<string> Documents =>
        [.. Pages.All.Where(page => page.StartsWith("docs/", StringComparison.Ordinal)).Except(Exempt)];

    [Fact]
    public void TheFrontPageIsShort() => Assert.InRange(Words("README.md"), 1, MostOfTheFrontPage);

    [Theory]
    [MemberData(nameof(Documents))]
    public void ADocumentIsShort(string page) => Assert.InRange(Words(page), 1, MostOfAPage);

    [Fact]
    public void PagesThatMayBeLongerAreThere() => Assert.Subset(Pages.All.ToHashSet(), Exempt.ToHashSet());

    private static int Words(string page) =>
        File.ReadAllText(Path.Combine(Repository.Root, page)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}

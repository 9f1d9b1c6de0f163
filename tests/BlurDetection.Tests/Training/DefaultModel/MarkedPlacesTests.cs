using BlurDetection.Tests.Support;
using BlurDetection.Training.Data;
using BlurDetection.Training.DefaultModel;

namespace BlurDetection.Tests.Training.DefaultModel;

public sealed class MarkedPlacesTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"marked-{Guid.NewGuid():N}.csv");

    [Fact]
    public void Rows_of_a_photograph_count_before_those_of_its_folder()
    {
        var marked = Read("file,place,outline", "flat/,focus,", "flat/soft.jpg,doubt,", "flat/soft.jpg,Soft,0 0 50.5 0 50.5 100");

        Assert.Equal(2, marked.Count);
        Assert.Equal(PlaceKind.Focus, Assert.Single(marked.Of("flat/other.jpg")!).Kind);
        Assert.Equal([PlaceKind.Doubt, PlaceKind.Soft], marked.Of("flat/soft.jpg")!.Select(place => place.Kind));
        Assert.Equal([0, 0, 50.5, 0, 50.5, 100], marked.Of("flat/soft.jpg")![1].Outline);
        Assert.Null(marked.Of("other/soft.jpg"));
        Assert.Null(MarkedPlaces.None.Of("flat/soft.jpg"));
    }

    [Fact]
    public void Later_places_lie_over_earlier_ones_and_a_polygon_may_be_hollow()
    {
        PlaceKind[] cells = MarkedPlace.Paint([new MarkedPlace(PlaceKind.Soft, []), new MarkedPlace(PlaceKind.Focus, [0, 0, 100, 0, 100, 100, 50, 25, 0, 100])], 4, 4);

        Assert.Equal(
            [
                PlaceKind.Focus, PlaceKind.Focus, PlaceKind.Focus, PlaceKind.Focus,
                PlaceKind.Focus, PlaceKind.Focus, PlaceKind.Focus, PlaceKind.Focus,
                PlaceKind.Focus, PlaceKind.Soft, PlaceKind.Soft, PlaceKind.Focus,
                PlaceKind.Soft, PlaceKind.Soft, PlaceKind.Soft, PlaceKind.Soft,
            ], cells);
    }

    [Theory]
    [InlineData("file,place", "a.jpg,focus", "has no column 'outline'")]
    [InlineData("", "", "has no column 'file'")]
    [InlineData("file,place,outline", "a.jpg,sharp,", "'sharp' is no place; write focus, soft or doubt")]
    [InlineData("file,place,outline", "a.jpg,7,", "'7' is no place")]
    [InlineData("file,place,outline", "a.jpg,soft,0 0 120 0 50 50", "row 2: '120' is no percentage")]
    [InlineData("file,place,outline", "a.jpg,soft,0 0 100 0", "4 numbers make no polygon")]
    [InlineData("file,place,outline", "a.jpg,soft,0 0 100 0 50", "5 numbers make no polygon")]
    public void A_bad_file_says_what_is_wrong_and_where(string header, string row, string says)
    {
        var error = Assert.Throws<TrainingDataException>(() => Read(header, row));

        Assert.Contains(says, error.Message);
        Assert.Contains(_file, error.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Contains(_file, Assert.Throws<FileNotFoundException>(() => MarkedPlaces.Read(_file)).Message);

    [Theory]
    [InlineData("soft-places.csv")]
    [InlineData("soft-places-held-back.csv")]
    [InlineData("motion-places.csv")]
    [InlineData("motion-places-held-back.csv")]
    public void The_default_models_marks_can_be_read_and_name_photographs_that_are_there(string name)
    {
        string path = Path.Combine(Repository.Root, "eng", "TrainDefaultModel", name);
        var marked = MarkedPlaces.Read(path);
        string[] files = [.. File.ReadLines(path).Skip(1).Select(line => line.Split(',')[0]).Distinct()];

        Assert.Equal(files.Length, marked.Count);
        if (SharedData.Find("sharp") is { } sharp)
            Assert.All(files, file => Assert.True(file.EndsWith('/') ? Directory.Exists(Path.Combine(sharp, file)) : File.Exists(Path.Combine(sharp, file)), file));
    }

    [Fact]
    public void What_is_measured_on_is_not_trained_on()
    {
        static string[] Files(string ending) =>
            [.. new[] { "soft", "motion" }.SelectMany(what => File.ReadLines(Path.Combine(Repository.Root, "eng", "TrainDefaultModel", $"{what}-places{ending}.csv")).Skip(1)).Select(line => line.Split(',')[0])];

        Assert.Empty(Files("").Intersect(Files("-held-back")));
    }

    public void Dispose() => File.Delete(_file);

    private MarkedPlaces Read(params string[] lines)
    {
        File.WriteAllLines(_file, lines);
        return MarkedPlaces.Read(_file);
    }
}

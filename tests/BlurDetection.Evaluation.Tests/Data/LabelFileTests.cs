using BlurDetection.Evaluation.Data;
using BlurDetection.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Evaluation.Tests.Data;

public sealed class LabelFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LabelFileTests()
    {
        foreach (string name in new[] { "a.jpg", "b.jpg", "sub/c.jpg" }) _folder.Write(name, "x");
    }

    public void Dispose() => _folder.Dispose();

    private LabelTable Read(string csv, LabelFileOptions? options = null) =>
        LabelFile.Read(_folder.Write("metadata.csv", csv), _folder.Path, options);

    [Fact]
    public void LabelsAreReadWithTheirOptionalColumns()
    {
        LabelTable table = Read("filename,label,group,split,blur_type,confidence,set\n" +
            "a.jpg,0,g1,train,motion,high,web\nb.jpg,1,,val,,,\nsub/c.jpg,focus,,,,,\n");
        Assert.Empty(table.Problems);
        Assert.Equal([ImageLabel.Blur, ImageLabel.Focus, ImageLabel.Focus], table.Rows.Select(r => r.Label));
        Assert.Equal(("g1", DataPart.Training, "motion", "high"),
            (table.Rows[0].Group, table.Rows[0].Part, table.Rows[0].BlurType, table.Rows[0].Confidence));
        Assert.Equal(((string?)null, (DataPart?)DataPart.Validation), (table.Rows[1].Group, table.Rows[1].Part));
        Assert.Equal(2, table.Rows[0].Row);
        Assert.True(File.Exists(table.Rows[2].Path));
    }

    [Fact]
    public void WordsForTheLabelsAreUnderstoodAndTheTableForMLNETIsTrueWhereBlurred()
    {
        LabelTable table = Read("filename,label,group\na.jpg,Blurred,g\nb.jpg,in focus,\nsub/c.jpg,sharp,\n");
        Assert.Empty(table.Problems);
        IDataView view = table.ToDataView(new MLContext());
        Assert.Equal([true, false, false], view.GetColumn<bool>("Label"));
        Assert.Equal(table.Rows.Select(row => row.Path), view.GetColumn<string>("ImagePath"));
        Assert.Equal(["g", "", ""], view.GetColumn<string>("Group"));
    }

    [Theory]
    [InlineData("filename;label\na.jpg;0\n")]
    [InlineData("FileName,LABEL\n\"a.jpg\", 0 \n")]
    [InlineData("\uFEFFfilename,label\r\na.jpg,0.0\r\n")]
    [InlineData("label\tfilename\n0\ta.jpg")]
    public void OtherSeparatorsCasesAndMarksAreUnderstood(string csv)
    {
        LabelTable table = Read(csv);
        Assert.Empty(table.Problems);
        Assert.Equal(ImageLabel.Blur, Assert.Single(table.Rows).Label);
    }

    [Theory]
    [InlineData("nowhere.jpg,0", DataProblemKind.MissingImage, "nowhere.jpg")]
    [InlineData("A.JPG,0", DataProblemKind.MissingImage, "there is 'a.jpg'")]
    [InlineData("b.jpg,2", DataProblemKind.UnknownLabel, "'2' is not a label")]
    [InlineData("b.jpg", DataProblemKind.UnknownLabel, "b.jpg")]
    [InlineData(",1", DataProblemKind.MissingFileName, "'filename' is empty")]
    [InlineData("./a.jpg,1", DataProblemKind.DuplicateRow, "row 2 already")]
    [InlineData("\"b.jpg,0", DataProblemKind.MalformedRow, "quoted")]
    public void ABadRowIsReportedWithItsNumberAndTheOthersAreKept(string row, DataProblemKind kind, string says)
    {
        LabelTable table = Read($"filename,label\na.jpg,0\n{row}\nsub/c.jpg,1\n");
        Assert.Equal(2, table.Rows.Count);
        DataProblem problem = Assert.Single(table.Problems);
        Assert.Equal((kind, 3), (problem.Kind, problem.Row));
        Assert.Contains("row 3", problem.Message);
        Assert.Contains(says, problem.Message);
    }

    [Fact]
    public void AnUnknownSplitIsReported()
    {
        DataProblem problem = Assert.Single(Read("filename,label,split\na.jpg,0,maybe\n").Problems);
        Assert.Equal(DataProblemKind.UnknownSplit, problem.Kind);
    }

    [Fact]
    public void TheFirstBadRowStopsTheReadingWhereTheOptionSaysSo()
    {
        var options = new LabelFileOptions { StopAtProblem = true };
        var error = Assert.Throws<TrainingDataException>(() => Read("filename,label\na.jpg,0\nb.jpg,7\n", options));
        Assert.Equal(3, error.Problem!.Row);
    }

    [Fact]
    public void AMissingColumnIsNamedTogetherWithThoseThatAreThere()
    {
        var error = Assert.Throws<TrainingDataException>(() => Read("file,label\na.jpg,0\n"));
        Assert.Equal(DataProblemKind.MissingColumn, error.Problem!.Kind);
        Assert.Contains("'filename'", error.Message);
        Assert.Contains("'file', 'label'", error.Message);
        Assert.Single(Read("file,label\na.jpg,0\n", new LabelFileOptions { FileNameColumn = "file" }).Rows);
    }

    [Fact]
    public void AnEmptyFileSaysWhatItNeeds() =>
        Assert.Contains("empty", Assert.Throws<TrainingDataException>(() => Read("")).Message);

    [Fact]
    public void AMissingFileOrFolderIsNamed()
    {
        Assert.Throws<FileNotFoundException>(() => LabelFile.Read(Path.Combine(_folder.Path, "no.csv"), _folder.Path));
        Assert.Throws<DirectoryNotFoundException>(() =>
            LabelFile.Read(_folder.Write("m.csv", "filename,label\n"), Path.Combine(_folder.Path, "none")));
    }

    [Fact]
    public void ANulInANameSpoilsItsRowAlone()
    {
        LabelTable table = Read("filename,label\na\0.jpg,0\nb.jpg,1\n");
        Assert.Equal("b.jpg", Assert.Single(table.Rows).FileName);
        DataProblem problem = Assert.Single(table.Problems);
        Assert.Equal(2, problem.Row);
        Assert.Contains("row 2: the file name 'a\\0.jpg' holds a NUL character", problem.Message);
        Assert.Single(DataInspector.Inspect(new ImageDataset([], table.Problems, []), _folder.Path).Problems);
    }

    [SkippableFact]
    public void ARowThatNamesADeviceIsAProblemOfThatRow()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Devices are told from files on Linux.");
        LabelTable table = Read("filename,label\n/dev/null,0\nb.jpg,1\n");
        Assert.Single(table.Rows);
        Assert.Contains("row 2: '/dev/null' is a pipe, a socket or a device", Assert.Single(table.Problems).Message);
        Assert.Throws<TrainingDataException>(() => LabelFile.Read("/dev/null", _folder.Path));
    }

    [Fact]
    public void ManyRowsInAMissingFolderEachSayWhatIsMissing()
    {
        string rows = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"gone/{i}.jpg,0\n"));
        LabelTable table = Read("filename,label\n" + rows + "A.jpg,1\n");
        Assert.Equal(10_001, table.Problems.Count);
        Assert.Contains("there is 'a.jpg'", table.Problems[^1].Message);
    }

    [Fact]
    public void AnImageOfMoreBytesThanAllowedIsAProblemOfItsRow()
    {
        string labels = _folder.Write("metadata.csv", "filename,label\na.jpg,0\n");
        _folder.Write("a.jpg", new byte[2000]);
        var options = new ImageDatasetOptions { Decoder = new BlurDetection.Imaging.ImageDecoderOptions { MaxEncodedBytes = 1000 } };
        DataProblem problem = Assert.Single(ImageDataset.Load(_folder.Path, labels, options).Problems);
        Assert.Contains("row 2: 'a.jpg' cannot be read", problem.Message);
        Assert.Contains("has 2000 bytes; 1000 are read", problem.Message);
    }
}

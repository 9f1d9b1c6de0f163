using System.Text.Json.Nodes;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Keras.Tests.Support;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Tests;

public sealed class Hdf5LayoutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("2.15.0", false, false)]
    [InlineData("2.15.0", true, false)] // groups of tracked order are not listed in any order
    [InlineData("3.9.0", false, false)]
    [InlineData("3.9.0", true, true)] // as libver='latest' stores groups
    public void TheOlderLayoutIsReadByTheNamesInItsConfiguration(string version, bool trackOrder, bool latest)
    {
        Skip.If(H5py.Missing is not null, H5py.Missing);
        foreach (string name in new[] { "notebook", "branches" })
        {
            var (network, weights) = KerasFiles.Some(name);
            var description = KerasFiles.Legacy(network, weights, version);
            (description["track_order"], description["latest"]) = (trackOrder, latest);
            string path = H5py.Write("write_legacy", description, Path.Combine(_folder.Path, "model.h5"));

            var read = KerasModelReader.Read(path);

            Assert.Equal((version, KerasFormat.Hdf5), (read.Version, read.Format));
            RoundTripTests.AssertSame(weights, read.Weights);
        }
    }

    [SkippableTheory]
    [InlineData("3.9.0", "layers")]
    [InlineData("2.13.1", "_layer_checkpoint_dependencies")]
    public void TheNewerLayoutIsReadByTypesInTheOrderOfTheConfiguration(string version, string root)
    {
        Skip.If(H5py.Missing is not null, H5py.Missing);
        foreach (string name in new[] { "notebook", "branches" })
        {
            var (network, weights) = KerasFiles.Some(name);
            string path = H5py.Write("write_archive", KerasFiles.Variables(network, weights, version, root),
                Path.Combine(_folder.Path, "model.keras"));

            var read = KerasModelReader.Read(path);

            Assert.Equal((version, KerasFormat.Keras), (read.Version, read.Format));
            RoundTripTests.AssertSame(weights, read.Weights);
        }
    }

    [SkippableFact]
    public void WeightsAloneAreReadOntoAPresetInBothLayouts()
    {
        Skip.If(H5py.Missing is not null, H5py.Missing);
        var (network, weights) = KerasFiles.Some("notebook");
        var legacy = KerasFiles.Legacy(network, weights, "2.15.0");
        // The names of another session: Keras numbers on.
        foreach (var layer in legacy["layers"]!.AsArray()) layer!["name"] = $"{layer["name"]}_7";
        legacy["config"] = null;
        foreach (string path in new[]
        {
            H5py.Write("write_legacy", legacy, Path.Combine(_folder.Path, "old.weights.h5")),
            H5py.Write("write_variables", KerasFiles.Variables(network, weights, "3.9.0"), Path.Combine(_folder.Path, "new.weights.h5")),
        })
            RoundTripTests.AssertSame(weights, KerasModelReader.ReadWeights(path, network));
    }

    [SkippableTheory]
    [InlineData("""{"chunks": true, "fletcher32": true}""", "fletcher32")]
    [InlineData("""{"chunks": true, "compression": "lzf"}""", "lzf")]
    [InlineData("""{"dtype": ">f4"}""", "Byte order")]
    [InlineData("""{"dtype": "<f8"}""", "8 bytes")]
    [InlineData("""{"dtype": "<f2"}""", "2 bytes")]
    [InlineData("""{"dtype": "<i4"}""", "FixedPoint")]
    public void DataThatWouldBeMisreadIsRefused(string options, string reason)
    {
        Skip.If(H5py.Missing is not null, H5py.Missing);
        var error = Assert.Throws<InvalidModelException>(() => KerasModelReader.Read(Write(options)));
        Assert.Contains(reason, error.Message);
        Assert.Contains("conv2d/kernel:0", error.Message);
    }

    [SkippableTheory]
    [InlineData("""{"chunks": true}""")]
    [InlineData("""{"chunks": true, "compression": "gzip", "shuffle": true}""")]
    [InlineData("""{"chunks": true, "compression": "gzip", "fletcher32": true}""")]
    public void ChunkedAndCompressedDataIsReadBitByBit(string options)
    {
        Skip.If(H5py.Missing is not null, H5py.Missing);
        RoundTripTests.AssertSame(KerasFiles.Some("notebook").Weights, KerasModelReader.Read(Write(options)).Weights);
    }

    [SkippableTheory]
    [InlineData("external storage", "another file")]
    [InlineData("external link", "conv2d/kernel:0")]
    [InlineData("virtual", "virtual")]
    public void AFileThatPointsToAnotherFileIsRefused(string kind, string reason)
    {
        Skip.If(H5py.Missing is not null, H5py.Missing);
        var (network, weights) = KerasFiles.Some("notebook");
        var description = KerasFiles.Legacy(network, weights, "2.15.0");
        description["replace"] = new JsonObject
        {
            ["layer"] = "conv2d",
            ["weight"] = "conv2d/kernel:0",
            ["kind"] = kind,
            ["file"] = Path.Combine(_folder.Path, "other.bin"),
        };
        string path = H5py.Write("write_external", description, Path.Combine(_folder.Path, "model.h5"));

        Assert.Contains(reason, Assert.Throws<InvalidModelException>(() => KerasModelReader.Read(path)).Message);
    }

    private string Write(string options)
    {
        var (network, weights) = KerasFiles.Some("notebook");
        var description = KerasFiles.Legacy(network, weights, "2.15.0");
        var dataset = JsonNode.Parse(options)!.AsObject();
        if (dataset["dtype"] is { } type)
            foreach (var weight in description["layers"]!.AsArray().SelectMany(layer => layer!["weights"]!.AsArray()))
                weight!["dtype"] = type.DeepClone();
        dataset.Remove("dtype");
        description["dataset"] = dataset;
        return H5py.Write("write_legacy", description, Path.Combine(_folder.Path, "model.h5"));
    }
}

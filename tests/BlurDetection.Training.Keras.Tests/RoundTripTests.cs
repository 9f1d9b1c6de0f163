using System.Text.Json;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Keras.Tests.Support;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Tests;

public sealed class RoundTripTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string> Files()
    {
        var data = new TheoryData<string, string>();
        foreach (string network in SomeNetworks.Names)
            foreach (string file in new[] { "model.keras", "model.h5" })
                data.Add(network, file);
        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void WhatIsWrittenIsReadBackLayerByLayerAndBitByBit(string name, string file)
    {
        var network = SomeNetworks.Create(name);
        var weights = SomeNetworks.Weights(network);
        string path = Path.Combine(_folder.Path, file), again = Path.Combine(_folder.Path, "again" + file);

        KerasModelWriter.Write(path, network, weights);
        var read = KerasModelReader.Read(path);

        Assert.Equal(NetworkJson.Write(network),
            NetworkJson.Write(new Network(network.Name, read.Network.Input, Bare(network, read.Network), network.Outputs)));
        Assert.Equal(Summary(network), Summary(read.Network));
        AssertSame(weights, read.Weights);
        KerasModelWriter.Write(again, read.Network, read.Weights);
        Assert.Equal(File.ReadAllBytes(path), File.ReadAllBytes(again)); // the same model gives the same file
        Assert.Equal([Path.GetFileName(again), file],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [SkippableTheory]
    [InlineData("notebook", "model.keras", "read_archive")]
    [InlineData("notebook", "model.h5", "read_legacy")]
    [InlineData("branches", "model.keras", "read_archive")]
    [InlineData("branches", "model.h5", "read_legacy")]
    public void H5pyFindsEveryWeightWhereKerasLooksForIt(string name, string file, string command)
    {
        Skip.If(H5py.Missing is not null, H5py.Missing);
        var network = SomeNetworks.Small(name);
        var weights = SomeNetworks.Weights(network);
        string path = Path.Combine(_folder.Path, file);
        KerasModelWriter.Write(path, network, weights);

        var (described, found) = H5py.Read(command, path);

        string first = network.LayerNames.First(layer => weights.ContainsKey($"{layer}/kernel"));
        var kernel = weights[$"{first}/kernel"];
        string key = file.EndsWith(".h5", StringComparison.Ordinal) ? $"{first}/{first}/kernel:0" : "layers/conv2d/0";
        // Height, width, in, out there; out, in, height, width here.
        var (filters, channels, height, width) = ((int)kernel.Shape[0], (int)kernel.Shape[1], (int)kernel.Shape[2], (int)kernel.Shape[3]);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                for (int channel = 0; channel < channels; channel++)
                    for (int filter = 0; filter < filters; filter++)
                        Assert.Equal(BitConverter.SingleToUInt32Bits(kernel.Values[((filter * channels + channel) * height + y) * width
                            + x]), found[key][((y * width + x) * channels + channel) * filters + filter]);
        Assert.Equal(weights.Values.Sum(weight => weight.Values.Length), found.Values.Sum(bits => bits.Length));
        Assert.Equal(name == "notebook" ? "Sequential" : "Functional",
            described.GetProperty("config").GetProperty("class_name").GetString());
        Assert.Contains(described.GetProperty("version").GetString()!, new[] { "2.15.0", "3.0.0" });
    }

    [Fact]
    public void AFileOfWeightsAloneIsReadOntoThePresetItBelongsTo()
    {
        var notebook = Presets.Notebook();
        var weights = SomeNetworks.Weights(notebook);
        string path = Path.Combine(_folder.Path, "notebook.weights.h5");
        KerasModelWriter.Write(path, notebook, weights);

        AssertSame(weights, KerasModelReader.ReadWeights(path, Presets.Notebook()));
        Assert.Contains("--preset", Assert.Throws<InvalidModelException>(() => KerasModelReader.Read(path)).Message);
        var other = Assert.Throws<InvalidModelException>(() => KerasModelReader.ReadWeights(path, SomeNetworks.Create("branches")));
        Assert.Contains(path, other.Message);
    }

    [Fact]
    public void AQuantisedNetworkAndLayersOfOurOwnAreRefusedByName()
    {
        string path = Path.Combine(_folder.Path, "model.keras");
        UnsupportedKerasLayerException Fails(Layer layer)
        {
            var network = new Network("own", new NetworkInput(1), [layer, new GlobalAveragePooling2D(), new Dense(2), new Softmax()]);
            var error = Assert.Throws<UnsupportedKerasLayerException>(() =>
                KerasModelWriter.Write(path, network, SomeNetworks.Weights(network)));
            Assert.False(File.Exists(path));
            return error;
        }
        Assert.Equal("Conv2D", Fails(new Conv2D(4, 3) { KernelBits = 7 }).ClassName);
        Assert.Equal("DownSampling2D", Fails(new DownSampling2D()).ClassName);
        Assert.Contains("HardSigmoidKeras2", Fails(new Activation(ActivationFunction.HardSigmoidKeras2)).Message);
    }

    internal static void AssertSame(IReadOnlyDictionary<string, NetworkWeight> expected, IReadOnlyDictionary<string, NetworkWeight> actual)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, weight) in expected)
        {
            Assert.Equal(weight.Shape, actual[name].Shape);
            Assert.Equal(weight.Values.Select(BitConverter.SingleToUInt32Bits),
                actual[name].Values.Select(BitConverter.SingleToUInt32Bits));
        }
    }

    private static IEnumerable<string> Summary(Network network) => NetworkSummary.Rows(network).Select(row =>
        $"{row.Name} ({row.Type.Replace(nameof(Identity), nameof(Activation), StringComparison.Ordinal)}) {row.Output} {row.Parameters} " +
            $"{string.Join(", ", row.Inputs)}");

    // A file names every layer, and writes down what is the default; that left aside, the layers are the same.
    private static IReadOnlyList<Layer> Bare(Network written, Network read) =>
        [.. read.Layers.Zip(written.Layers, (after, before) => (after, before) switch
        {
            (MaxPooling2D pool, MaxPooling2D { Strides: null }) => pool with { Strides = null },
            (AveragePooling2D pool, AveragePooling2D { Strides: null }) => pool with { Strides = null },
            (Activation { Function: ActivationFunction.Linear }, Identity) => before,
            _ => after,
        }).Zip(written.Layers, (after, before) => after with { Name = before.Name, Inputs = before.Inputs })];
}

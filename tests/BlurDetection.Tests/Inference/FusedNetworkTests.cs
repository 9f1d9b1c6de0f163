using BlurDetection.Imaging;
using BlurDetection.Inference;
using BlurDetection.Models;
using BlurDetection.Onnx;
using BlurDetection.Tests.Support;
using Google.Protobuf;

namespace BlurDetection.Tests.Inference;

/// <summary>What runs outside ONNX Runtime says what the whole graph says.</summary>
public sealed class FusedNetworkTests
{
    private const double Tolerance = 0.02; // of the smallest images; 0.01 of larger ones

    [SkippableFact]
    public void EmbeddedModelIsTakenApart()
    {
        Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
        var fused = FusedNetwork.From(EmbeddedModel.ReadOnnx());

        Assert.NotNull(fused);
        Assert.Equal([ModelTensors.Probabilities, ModelTensors.Evidence, ModelTensors.Kind, ModelTensors.Strength], fused.Head.Outputs);
    }

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnswersAreThoseOfTheWholeGraph(bool map)
    {
        using var fused = Load(map, fuse: true);
        using var whole = Load(map, fuse: false);
        using ModelSession.Lease lease = fused.Acquire(), other = whole.Acquire();
        foreach (var (name, image) in TestImages())
        {
            ModelOutput expected = whole.Run(other, image, map), actual = fused.Run(lease, image, map);

            Assert.True(Math.Abs(expected.Probability - actual.Probability) < Tolerance,
                $"{name}: {actual.Probability} instead of {expected.Probability}");
            Assert.Equal(expected.Evidence!.Value, actual.Evidence!.Value, Tolerance);
            Assert.Equal(expected.Strength!.Value, actual.Strength!.Value, 0.05);
            Assert.Equal(expected.Kind, actual.Kind);
            if (!map) continue;
            Assert.Equal((expected.Map!.Width, expected.Map.Height), (actual.Map!.Width, actual.Map.Height));
            Assert.Equal(expected.Map.Probability.ToArray().Average(), actual.Map.Probability.ToArray().Average(), Tolerance);
            Assert.NotNull(actual.Widths);
        }
    }

    [SkippableFact]
    public void MapChangesNothingThatIsSaidOfTheWholeImage()
    {
        using BlurModel with = Load(map: true, fuse: true), without = Load(map: false, fuse: true);
        using ModelSession.Lease lease = with.Acquire(), other = without.Acquire();
        foreach (var (_, image) in TestImages())
            Assert.Equal(without.Run(other, image, map: false), with.Run(lease, image, map: true) with { Map = null, Widths = null });
    }

    // What does not look as the kernels expect is left to ONNX Runtime, which then says what the file says.
    [SkippableTheory]
    [InlineData("stage1/Conv_1", "strides")]
    [InlineData("stage1/Conv_1", "auto_pad")]
    [InlineData("stage2/Conv_3", "kernel_shape")]
    [InlineData("stage2/Conv_3", "group")]
    [InlineData("hidden/Gemm_68", "transB")]
    [InlineData("attention_a/Conv_35", "strides")]
    public void AnotherAttributeIsLeftAlone(string output, string attribute) =>
        Assert.Null(FusedNetwork.From(Changed(graph => Change(Node(graph, output), attribute))));

    [SkippableTheory]
    [InlineData("stage1/Relu_2", "LeakyRelu")]
    [InlineData("local/Relu_24", "Sigmoid")]
    [InlineData("attended_b/Softmax_53", "Sigmoid")]
    [InlineData("spread/Sqrt_44", "Exp")]
    [InlineData("middle/Floor_61", "Ceil")]
    [InlineData("evidence/Sigmoid_76", "Tanh")]
    [InlineData("mean/GlobalAveragePool_37", "GlobalMaxPool")]
    public void AnotherOperationIsLeftAlone(string output, string operation) =>
        Assert.Null(FusedNetwork.From(Changed(graph => Node(graph, output).OpType = operation)));

    [SkippableFact]
    public void AnotherWeightShapeOrZeroPointIsLeftAlone()
    {
        Assert.Null(FusedNetwork.From(Changed(graph => Constant(graph, "stage2/bias").Dims.Add(1))));
        Assert.Null(FusedNetwork.From(Changed(graph => Constant(graph, "constant/uint8_0").RawData = ByteString.CopyFrom(3))));
        Assert.Null(FusedNetwork.From(Changed(graph =>
            Constant(graph, "constant/double_0.25").RawData = ByteString.CopyFrom(BitConverter.GetBytes(0.3)))));
    }

    [SkippableFact]
    public void BytesThatAreNoGraphAreLeftForONNXRuntimeToRefuse()
    {
        Assert.Null(FusedNetwork.From([1, 2, 3]));
        Assert.Null(FusedNetwork.From([]));
    }

    private static BlurModel Load(bool map, bool fuse) =>
        ModelLoader.Load(EmbeddedModel.ReadOnnx(), 1, EmbeddedModel.Source, map, pool: null, fuse);

    private static IEnumerable<(string Name, PlanarImage Image)> TestImages()
    {
        foreach (var (width, height) in new[] { (960, 720), (333, 247), (31, 700), (16, 16), (5, 3) })
        {
            using DecodedImage sharp = ImageDecoder.Decode(Images.Sharp(width, height), Preprocessing.Default),
                blurred = ImageDecoder.Decode(Images.Blurred(width, height), Preprocessing.Default);
            yield return ($"sharp {width}x{height}", sharp.Pixels);
            yield return ($"blurred {width}x{height}", blurred.Pixels);
        }
    }

    private static byte[] Changed(Action<GraphProto> change)
    {
        Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
        var model = ModelProto.Parser.ParseFrom(EmbeddedModel.ReadOnnx());
        change(model.Graph);
        return model.ToByteArray();
    }

    private static NodeProto Node(GraphProto graph, string output) => graph.Node.Single(node => node.Output.Contains(output));

    private static TensorProto Constant(GraphProto graph, string name) => graph.Initializer.Single(tensor => tensor.Name == name);

    private static void Change(NodeProto node, string name)
    {
        var attribute = node.Attribute.Single(attribute => attribute.Name == name);
        switch (attribute.Type)
        {
            case AttributeProto.Types.AttributeType.Int: attribute.I++; break;
            case AttributeProto.Types.AttributeType.Ints: attribute.Ints[1]++; break;
            default: attribute.S = ByteString.CopyFromUtf8("SAME_LOWER"); break;
        }
    }
}

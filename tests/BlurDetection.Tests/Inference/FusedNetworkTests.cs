using BlurDetection.Imaging;
using BlurDetection.Inference;
using BlurDetection.Models;
using BlurDetection.Onnx;
using BlurDetection.Tests.Support;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;

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
        Assert.Equal(DirectionalWidths.Directions, fused.Map?.Directions);
        Assert.Equal(3, fused.Graphs.Count);
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

    // The same bytes go in on both sides, so that only the layers behind the first two can differ. A byte that ONNX Runtime rounds the
    // other way is one step of 0.08 of one channel of one cell, and it quantises once more than the graph before it halves the map.
    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void MapIsThatOfTheGraph(bool directions)
    {
        Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
        byte[] onnx = GraphPruning.Keep(EmbeddedModel.ReadOnnx(), name => directions || name != ModelTensors.Directions, out _);
        using var fused = ModelLoader.Load(onnx, 1, EmbeddedModel.Source);
        using var lease = fused.Acquire();
        var model = ModelProto.Parser.ParseFrom(onnx);
        var input = new StemInput(StemPattern.Cut(model.Graph)!);
        using var session = new InferenceSession(model.ToByteArray());
        string[] names = directions ? [ModelTensors.Map, ModelTensors.Directions] : [ModelTensors.Map];
        foreach (var (name, image) in TestImages())
        {
            var actual = fused.Run(lease, image, map: true);

            using var bound = input.Bind(image);
            using var run = new RunOptions();
            using var results = session.Run(run, input.Names, bound.Values, names);
            var expected = OutputTensors.Map(results[0]);
            Assert.Equal((expected.Width, expected.Height), (actual.Map!.Width, actual.Map.Height));
            Near(expected.Probability, actual.Map.Probability, name);
            Near(expected.Certainty, actual.Map.Certainty, name);
            Assert.Equal(directions, actual.Widths is not null);
            if (!directions) continue;
            float[] widths = OutputTensors.Widths(results[1]).Log2;
            for (int i = 0; i < widths.Length; i++) Assert.Equal(widths[i], actual.Widths!.Log2[i], 0.002f);
        }
    }

    [SkippableTheory]
    [InlineData("halved/Resize_102", "mode", "cubic")]
    [InlineData("scene_here/Resize_126", "coordinate_transformation_mode", "asymmetric")]
    public void AMapThatIsResizedOtherwiseIsLeftToONNXRuntime(string output, string attribute, string text)
    {
        var fused = FusedNetwork.From(Changed(graph =>
            Node(graph, output).Attribute.Single(own => own.Name == attribute).S = ByteString.CopyFromUtf8(text)));

        Assert.NotNull(fused);
        Assert.Null(fused.Map);
        Assert.Single(fused.Graphs);
    }

    [SkippableTheory]
    [InlineData("map/Sigmoid_132", "Tanh")]
    [InlineData("joint/Relu_88", "LeakyRelu")]
    [InlineData("conditioned/Add_87", "Sub")]
    [InlineData("scene/Relu_122", "Sigmoid")]
    [InlineData("fused/Relu_129", "Tanh")]
    [InlineData("halved/Div_99", "Mul")]
    public void AMapOfOtherOperationsIsLeftToONNXRuntime(string output, string operation)
    {
        var fused = FusedNetwork.From(Changed(graph => Node(graph, output).OpType = operation));

        Assert.NotNull(fused);
        Assert.Null(fused.Map);
    }

    [SkippableTheory]
    [InlineData("place/kernel")]
    [InlineData("map_near/kernel")]
    [InlineData("directions/kernel")]
    [InlineData("fused_conv/kernel")]
    public void AMapOfOtherShapesIsLeftToONNXRuntime(string kernel)
    {
        var fused = FusedNetwork.From(Changed(graph =>
        {
            var weights = Constant(graph, kernel);
            weights.Dims[1] -= 8;
            weights.RawData = ByteString.CopyFrom(weights.RawData.Span[..(int)(4 * weights.Dims[0] * weights.Dims[1])]);
        }));

        Assert.Null(fused!.Map);
    }

    [SkippableFact]
    public void AMapThatIsLeftToONNXRuntimeIsTheSame()
    {
        // One addition of zero more: nothing changes but that the graph is not as expected.
        byte[] onnx = Changed(graph =>
        {
            Node(graph, "map_sum/Add_131").Output[0] = "unchanged";
            var less = new NodeProto { OpType = "Add", Name = "less" };
            less.Input.Add(["unchanged", "zero"]);
            less.Output.Add("map_sum/Add_131");
            var zero = new TensorProto { Name = "zero", DataType = OnnxTypes.Float, RawData = ByteString.CopyFrom(new byte[4]) };
            graph.Initializer.Add(zero);
            graph.Node.Insert(graph.Node.IndexOf(Node(graph, "map/Sigmoid_132")), less);
        });
        Assert.Null(FusedNetwork.From(onnx)!.Map);
        using BlurModel left = ModelLoader.Load(onnx, 1, "changed"), own = Load(map: true, fuse: true);
        using ModelSession.Lease lease = left.Acquire(), other = own.Acquire();
        foreach (var (name, image) in TestImages())
        {
            ModelOutput expected = left.Run(lease, image, map: true), actual = own.Run(other, image, map: true);

            Near(expected.Map!.Probability, actual.Map!.Probability, name);
            Assert.Equal(expected.Probability, actual.Probability);
            Assert.Equal(expected.Widths!.Columns, actual.Widths!.Columns);
        }
    }

    // What does not look as the kernels expect is left to ONNX Runtime, which then says what the file says.
    [SkippableTheory]
    [InlineData("stage1/Conv_8", "strides")]
    [InlineData("stage1/Conv_8", "auto_pad")]
    [InlineData("stage2/Conv_10", "kernel_shape")]
    [InlineData("stage2/Conv_10", "group")]
    [InlineData("hidden/Gemm_75", "transB")]
    [InlineData("attention_a/Conv_42", "strides")]
    public void AnotherAttributeIsLeftAlone(string output, string attribute) =>
        Assert.Null(FusedNetwork.From(Changed(graph => Change(Node(graph, output), attribute))));

    [SkippableTheory]
    [InlineData("stage1/Relu_9", "LeakyRelu")]
    [InlineData("local/Relu_31", "Sigmoid")]
    [InlineData("attended_b/Softmax_60", "Sigmoid")]
    [InlineData("spread/Sqrt_51", "Exp")]
    [InlineData("middle/Floor_68", "Ceil")]
    [InlineData("evidence/Sigmoid_83", "Tanh")]
    [InlineData("mean/GlobalAveragePool_44", "GlobalMaxPool")]
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

    private static void Near(ReadOnlyMemory<float> expected, ReadOnlyMemory<float> actual, string name)
    {
        float[] apart = [.. expected.ToArray().Zip(actual.ToArray(), (one, other) => Math.Abs(one - other))];
        Assert.True(apart.Max() < 0.015, $"{name}: one cell differs by {apart.Max()}");
        Assert.True(apart.Average() < 0.002, $"{name}: cells differ by {apart.Average()}");
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
            foreach (ref float value in sharp.Pixels.Pixels) value *= 0.4f;
            yield return ($"dark {width}x{height}", sharp.Pixels);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LessLightChangesNoAnswer(bool fuse)
    {
        using var model = Load(map: false, fuse);
        using var lease = model.Acquire();
        foreach (byte[] file in new[] { Images.Sharp(640, 480), Images.Blurred(640, 480) })
        {
            using DecodedImage image = ImageDecoder.Decode(file, Preprocessing.Default);
            ModelOutput Say(float light) => model.Run(lease,
                new PlanarImage(1, 480, 640, [.. image.Pixels.Pixels.ToArray().Select(value => light * value)]), map: false);
            ModelOutput bright = Say(0.65f), dark = Say(0.4f);

            Assert.Equal(bright.Probability, dark.Probability, 0.002);
            Assert.Equal(bright.Evidence!.Value, dark.Evidence!.Value, 0.002);
            Assert.NotEqual(dark.Strength!.Value, Say(0.2f).Strength!.Value, 0.01); // as bright as can be, and still darker
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

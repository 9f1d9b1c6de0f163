using System.Text.Json.Serialization;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>One layer of a <see cref="Network"/>. The same record becomes a torch module, ONNX nodes, a line of the
/// summary and JSON.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(Activation), nameof(Activation))]
[JsonDerivedType(typeof(Add), nameof(Add))]
[JsonDerivedType(typeof(AddVector2D), nameof(AddVector2D))]
[JsonDerivedType(typeof(AttentionPooling2D), nameof(AttentionPooling2D))]
[JsonDerivedType(typeof(AveragePooling2D), nameof(AveragePooling2D))]
[JsonDerivedType(typeof(BatchNormalization), nameof(BatchNormalization))]
[JsonDerivedType(typeof(Brightening), nameof(Brightening))]
[JsonDerivedType(typeof(CenterCrop), nameof(CenterCrop))]
[JsonDerivedType(typeof(CenterCrop2D), nameof(CenterCrop2D))]
[JsonDerivedType(typeof(Concatenate), nameof(Concatenate))]
[JsonDerivedType(typeof(Conv2D), nameof(Conv2D))]
[JsonDerivedType(typeof(Dense), nameof(Dense))]
[JsonDerivedType(typeof(DepthwiseConv2D), nameof(DepthwiseConv2D))]
[JsonDerivedType(typeof(Dropout), nameof(Dropout))]
[JsonDerivedType(typeof(ELU), nameof(ELU))]
[JsonDerivedType(typeof(FakeQuantization), nameof(FakeQuantization))]
[JsonDerivedType(typeof(Flatten), nameof(Flatten))]
[JsonDerivedType(typeof(GlobalAveragePooling2D), nameof(GlobalAveragePooling2D))]
[JsonDerivedType(typeof(GlobalMaxPooling2D), nameof(GlobalMaxPooling2D))]
[JsonDerivedType(typeof(GlobalStandardDeviationPooling2D), nameof(GlobalStandardDeviationPooling2D))]
[JsonDerivedType(typeof(DownSampling2D), nameof(DownSampling2D))]
[JsonDerivedType(typeof(Identity), nameof(Identity))]
[JsonDerivedType(typeof(LeakyReLU), nameof(LeakyReLU))]
[JsonDerivedType(typeof(MaxPooling2D), nameof(MaxPooling2D))]
[JsonDerivedType(typeof(Multiply), nameof(Multiply))]
[JsonDerivedType(typeof(Normalization), nameof(Normalization))]
[JsonDerivedType(typeof(PReLU), nameof(PReLU))]
[JsonDerivedType(typeof(ReLU), nameof(ReLU))]
[JsonDerivedType(typeof(Rescaling), nameof(Rescaling))]
[JsonDerivedType(typeof(Resizing), nameof(Resizing))]
[JsonDerivedType(typeof(SeparableConv2D), nameof(SeparableConv2D))]
[JsonDerivedType(typeof(Softmax), nameof(Softmax))]
[JsonDerivedType(typeof(UpSampling2D), nameof(UpSampling2D))]
[JsonDerivedType(typeof(ZeroPadding2D), nameof(ZeroPadding2D))]
public abstract record Layer
{
    private protected Layer()
    {
    }

    /// <summary>Unique in the network; letters, digits and underscores. Default: the type's name in snake case, numbered
    /// as in Keras.</summary>
    public string? Name { get; init; }

    /// <summary>Names of the earlier layers it takes ("input" is the image). Default: the layer before it in the list.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    /// <summary>How many inputs it takes; <see langword="null"/> for two or more.</summary>
    internal virtual int? InputCount => 1;

    /// <summary>The function that comes last. Split off so that a loss can have the values before it.</summary>
    internal virtual ActivationFunction FinalActivation => ActivationFunction.Linear;

    internal abstract LayerShape Infer(IReadOnlyList<LayerShape> inputs);

    internal virtual IReadOnlyList<LayerWeight> Weights(IReadOnlyList<LayerShape> inputs) => [];

    /// <summary>Computes everything before the final activation. Returns a new tensor object, never an input itself.</summary>
    internal abstract Tensor Compute(LayerModule module, IReadOnlyList<Tensor> inputs);

    /// <summary>Writes the nodes of everything before the final activation, and returns the name of their result.</summary>
    internal abstract string Write(OnnxGraphWriter graph, IReadOnlyList<string> inputs);
}

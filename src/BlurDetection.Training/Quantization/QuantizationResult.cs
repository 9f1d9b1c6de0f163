using System.Text.Json.Serialization;
using BlurDetection.Evaluation.Data;

namespace BlurDetection.Training.Quantization;

/// <summary>What quantising a model gained, and what it changed, on the images that its ranges were taken from.</summary>
/// <param name="Images">Images that the ranges were taken from.</param>
/// <param name="Convolutions">Convolutions that compute in int8 now.</param>
/// <param name="BytesBefore">Size of the ONNX graph.</param>
/// <param name="BytesAfter">The same, quantised.</param>
/// <param name="MillisecondsBefore">Median time of the network alone for an image, one thread, without map.</param>
/// <param name="MillisecondsAfter">The same, quantised.</param>
/// <param name="VerdictsChanged">Images on the other side of the threshold now.</param>
/// <param name="MeanChange">Mean absolute change of the probability of blur, 0 to 1.</param>
/// <param name="Problems">Files that could not be read.</param>
public sealed record QuantizationResult(
    [property: JsonPropertyName("images")] int Images, int Convolutions, long BytesBefore, long BytesAfter, double MillisecondsBefore,
    double MillisecondsAfter, int VerdictsChanged, double MeanChange, IReadOnlyList<DataProblem> Problems);

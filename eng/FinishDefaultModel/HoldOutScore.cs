using BlurDetection.Training.Networks;
using static TorchSharp.torch;

namespace BlurDetection.FinishDefaultModel;

/// <summary>What the network says of a hold-out image.</summary>
/// <param name="Image">The image.</param>
/// <param name="Logit">Logit of blur against focus, before calibration.</param>
/// <param name="Strength">Predicted log2 of the visible width.</param>
/// <param name="Evidence">Predicted evidence, 0 to 1.</param>
/// <param name="Map">Predicted probability of blur for each cell, row by row.</param>
internal sealed record HoldOutScore(HoldOutImage Image, double Logit, double Strength, double Evidence, float[] Map)
{
    public static IReadOnlyList<HoldOutScore> Of(NetworkModule module, IReadOnlyList<HoldOutImage> pictures)
    {
        module.eval();
        using var noGrad = no_grad();
        var scores = new List<HoldOutScore>(pictures.Count);
        foreach (var picture in pictures)
        {
            using var scope = NewDisposeScope();
            var outputs = module.forward(tensor(picture.Image.Pixels.ToArray(), [1, 1, picture.Image.Height, picture.Image.Width]));
            var logits = outputs.Logits("probabilities").data<float>();
            scores.Add(new HoldOutScore(picture, logits[0] - logits[1], outputs["strength"].item<float>(),
                outputs["evidence"].item<float>(), outputs["map"].select(1, 0).contiguous().data<float>().ToArray()));
        }
        return scores;
    }
}

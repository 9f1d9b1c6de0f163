using BlurDetection.Training.Degradation;
using BlurDetection.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.DefaultModel;

/// <summary>The loss of the default model: the verdict, and beside it everything that teaches where and why.</summary>
internal static class DefaultModelLoss
{
    private const double DirectionShare = 0.6, CertaintyShare = 0.25, StrengthShare = 0.25, KindShare = 0.15, EvidenceShare = 0.2;

    /// <summary>Returns the sum to minimise and the verdict's own cross-entropy, both scalars.</summary>
    /// <param name="outputs">What the network gave.</param>
    /// <param name="whole">Truth of each picture, see <see cref="SyntheticBatch.Whole"/>.</param>
    /// <param name="local">Truth of each cell, see <see cref="SyntheticBatch.Local"/>.</param>
    /// <param name="localShare">How much the map's probability of blur counts, beside the verdict's 1.</param>
    /// <param name="flatShare">How much a flat cell counts there, beside one with detail.</param>
    public static (Tensor Sum, Tensor Verdict) Of(NetworkOutputs outputs, Tensor whole, Tensor local, double localShare, double flatShare)
    {
        var target = whole.select(1, 0);
        var weight = whole.select(1, 1);
        var logits = outputs.Logits("probabilities");
        var logit = logits.select(1, 0).Minus(logits.select(1, 1));
        var verdict = Weighted(CrossEntropy(logit, target), weight);

        var map = OfMap(outputs, whole.select(1, SyntheticBatch.EvidenceColumn), local, localShare, flatShare);
        var localWeight = local.select(1, 2);

        // Sharp along one direction and wide along another is motion: each direction is taught by itself, where there is detail along it.
        var width = local.narrow(1, SyntheticBatch.FirstWidth, DirectionalWidth.Directions);
        var detail = local.narrow(1, SyntheticBatch.FirstWidth + DirectionalWidth.Directions, DirectionalWidth.Directions);
        var directions = Weighted(nn.functional.smooth_l1_loss(outputs[DefaultNetwork.Directions], width, reduction: nn.Reduction.None), detail * localWeight.unsqueeze(1));

        var strength = Weighted(nn.functional.smooth_l1_loss(outputs["strength"].squeeze(1), whole.select(1, 2), reduction: nn.Reduction.None), whole.select(1, 3));
        var kind = Weighted(nn.functional.cross_entropy(outputs.Logits("kind"), whole.select(1, 4).to(ScalarType.Int64), reduction: nn.Reduction.None), whole.select(1, 5));
        var evidence = CrossEntropy(outputs.Logits("evidence").squeeze(1), whole.select(1, SyntheticBatch.EvidenceColumn)).mean();
        return (verdict.Plus(map).Plus(strength.Times(StrengthShare)).Plus(kind.Times(KindShare)).Plus(directions.Times(DirectionShare)).Plus(evidence.Times(EvidenceShare)), verdict);
    }

    /// <summary>The part of the map alone, a scalar.</summary>
    /// <param name="outputs">What the network gave; "map" is enough.</param>
    /// <param name="evidence">How much of a scene each picture shows at all: [count].</param>
    /// <inheritdoc cref="Of"/>
    /// <param name="local">Truth of each cell: [count, planes, map height, map width], blur, evidence and weight first.</param>
    /// <param name="localShare">How much the probability of blur counts.</param>
    /// <param name="flatShare">How much a flat cell counts there, beside one with detail.</param>
    public static Tensor OfMap(NetworkOutputs outputs, Tensor evidence, Tensor local, double localShare, double flatShare)
    {
        var map = outputs.Logits(DefaultNetwork.Map);
        var localWeight = local.select(1, 2);
        var localEvidence = local.select(1, 1);
        // A flat cell between blurred ones is blurred too: its surroundings tell, wherever the picture shows anything at all.
        var flat = evidence.view(-1, 1, 1).Times(flatShare);
        var localBlur = Weighted(CrossEntropy(map.select(1, 0), local.select(1, 0)), localWeight * localEvidence.Plus(flat * localEvidence.neg().Plus(1)));
        var certainty = Weighted(CrossEntropy(map.select(1, 1), localEvidence), localWeight);
        return localBlur.Times(localShare).Plus(certainty.Times(CertaintyShare));
    }

    private static Tensor CrossEntropy(Tensor logit, Tensor target) =>
        nn.functional.binary_cross_entropy_with_logits(logit, target, reduction: nn.Reduction.None);

    private static Tensor Weighted(Tensor losses, Tensor weight) => (losses * weight).sum() / weight.sum().Plus(1e-3);
}

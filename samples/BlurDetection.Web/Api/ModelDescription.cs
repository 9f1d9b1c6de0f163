using BlurDetection.Web.Models;

namespace BlurDetection.Web.Api;

/// <summary>What the page needs to know of a model.</summary>
internal sealed record ModelDescription
{
    /// <summary>How <c>POST /api/classify?model=</c> names it.</summary>
    public required string Id { get; init; }

    /// <summary>The model's own name.</summary>
    public required string Name { get; init; }

    /// <summary>"embedded", "configured", or the name of the uploaded file.</summary>
    public required string Source { get; init; }

    /// <summary>The least probability at which an image counts as blurred.</summary>
    public required double Threshold { get; init; }

    /// <summary>Thresholds and false-alarm rates measured at training, by sensitivity: low, medium, high.</summary>
    public required IReadOnlyDictionary<string, SensitivityDescription> Sensitivities { get; init; }

    /// <summary>Which of "map", "directions", "kind", "strength", "evidence" the model tells.</summary>
    public required IReadOnlyList<string> Tells { get; init; }

    /// <summary>Figures measured at training.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    public static ModelDescription From(LoadedModel model) => new()
    {
        Id = model.Id,
        Name = model.Info.Name,
        Source = model.Source,
        Threshold = model.Info.Threshold,
        Sensitivities = model.Info.Sensitivities.ToDictionary(
            s => s.Key.ToString().ToLowerInvariant(), s => new SensitivityDescription(s.Value.Threshold, s.Value.FalseAlarmRate)),
        Tells = [.. Told(model)],
        Metrics = model.Info.Metrics,
    };

    private static IEnumerable<string> Told(LoadedModel model)
    {
        if (model.Info.HasMap) yield return "map";
        if (model.Info.HasDirections) yield return "directions";
        if (model.Info.HasKind) yield return "kind";
        if (model.Info.HasStrength) yield return "strength";
        if (model.Info.HasEvidence) yield return "evidence";
    }
}

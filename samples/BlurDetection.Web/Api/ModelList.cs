namespace BlurDetection.Web.Api;

/// <summary>The models to choose from.</summary>
/// <param name="Upload">Whether another one may be sent.</param>
/// <param name="Models">The default model first.</param>
internal sealed record ModelList(bool Upload, IReadOnlyList<ModelDescription> Models);

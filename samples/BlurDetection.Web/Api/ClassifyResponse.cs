namespace BlurDetection.Web.Api;

/// <summary>The answer to a request with pictures.</summary>
/// <param name="Model">Name of the model that classified.</param>
/// <param name="Results">One result a picture, in the order sent.</param>
internal sealed record ClassifyResponse(string Model, IReadOnlyList<ImageResult> Results);

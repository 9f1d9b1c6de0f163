namespace BlurDetection.Web.Api;

/// <summary>The answer to a request with images.</summary>
/// <param name="Model">Name of the model that classified.</param>
/// <param name="Results">One result an image, in the order sent.</param>
internal sealed record ClassifyResponse(string Model, IReadOnlyList<ImageResult> Results);

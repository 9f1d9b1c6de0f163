namespace BlurDetection.Web.Models;

/// <summary>Makes classifiers.</summary>
internal interface IModelLoader
{
    /// <summary>The model that classifies unless another is asked for.</summary>
    LoadedModel LoadDefault();

    /// <summary>A model from its file.</summary>
    /// <exception cref="InvalidModelException">The bytes are not a model.</exception>
    LoadedModel Load(Stream file, string id, string fileName);
}

using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Reads what a graph says of one image.</summary>
internal interface IModelOutputReader
{
    /// <summary>The outputs to ask for.</summary>
    string[] Names(bool map);

    /// <summary>Reads them, in the order of the names.</summary>
    /// <exception cref="InvalidModelException">They are not what a blur classifier says.</exception>
    ModelOutput Read(string[] names, IReadOnlyList<OrtValue> values);
}

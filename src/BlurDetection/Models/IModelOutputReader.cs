using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Reads what a graph says of one image.</summary>
internal interface IModelOutputReader
{
    /// <summary>The outputs to ask for.</summary>
    string[] Names(bool map);

    /// <summary>Reads them, in the order of the names.</summary>
    /// <param name="values">What the first session gave.</param>
    /// <param name="map">Whether the map was asked for.</param>
    /// <param name="lease">All sessions of the model.</param>
    /// <param name="run">How the others run, where there are any.</param>
    /// <exception cref="InvalidModelException">They are not what a blur classifier says.</exception>
    ModelOutput Read(IReadOnlyList<OrtValue> values, bool map, ModelSession.Lease lease, RunOptions run);
}

using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <summary>A trained blur model as a step of an ML.NET pipeline; see <see cref="DetectBlurCatalog.DetectBlur"/>.</summary>
public sealed class BlurDetectionEstimator : IEstimator<ITransformer>
{
    private readonly PipelineBuilder _builder;

    internal BlurDetectionEstimator(PipelineBuilder builder) => _builder = builder;

    /// <summary>Builds the transformer; the data is only asked for its columns.</summary>
    /// <param name="input">Data with the column of paths or images.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or holds neither text nor images.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _builder.Fit(ImageColumn.Kind(input.Schema, _builder.InputColumn));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        ImageColumn.Kind(inputSchema, _builder.InputColumn);
        return OutputColumns.AddTo(inputSchema, _builder.VerdictColumn, _builder.ColumnPrefix);
    }
}

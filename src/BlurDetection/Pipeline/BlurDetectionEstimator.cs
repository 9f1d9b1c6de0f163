using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <summary>A trained blur model as a step of an ML.NET pipeline; see <see cref="DetectBlurCatalog.DetectBlur"/>.</summary>
public sealed class BlurDetectionEstimator : IEstimator<ITransformer>
{
    private readonly PipelineBuilder _builder;
    private readonly string _inputColumn;

    internal BlurDetectionEstimator(PipelineBuilder builder, string inputColumn) => (_builder, _inputColumn) = (builder, inputColumn);

    /// <summary>Builds the transformer; the data is only asked for its columns.</summary>
    /// <param name="input">Data with the column of paths or images.</param>
    /// <exception cref="ArgumentOutOfRangeException">The column is missing or holds neither text nor images.</exception>
    public ITransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return _builder.Fit(PictureColumn.Kind(input.Schema, _inputColumn));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        var kind = PictureColumn.Kind(inputSchema, _inputColumn);
        var added = SchemaShapeReader.Read(_builder.Fit(kind).Transform(PictureColumn.EmptyTable(kind, _inputColumn)));
        var columns = inputSchema.ToDictionary(column => column.Name);
        foreach (var column in added)
            if (column.Name != _inputColumn) columns[column.Name] = column;
        return new SchemaShape(columns.Values);
    }
}

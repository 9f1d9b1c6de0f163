using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <summary>Learns the <see cref="SchemaShape"/> of a table. ML.NET makes one only for estimators in a chain, so this is one.</summary>
internal sealed class SchemaShapeReader : IEstimator<ITransformer>
{
    private SchemaShape? _shape;

    public static SchemaShape Read(IDataView data)
    {
        var reader = new SchemaShapeReader();
        new EstimatorChain<ITransformer>().Append(reader).Fit(data);
        return reader._shape!;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => _shape = inputSchema;

    public ITransformer Fit(IDataView input) => new TransformerChain<ITransformer>();
}

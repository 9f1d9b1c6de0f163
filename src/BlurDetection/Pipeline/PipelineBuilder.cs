using BlurDetection.Models;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace BlurDetection.Pipeline;

/// <summary>Chains ML.NET's own parts around a packed model. Only such a chain can be saved: transformers from outside
/// ML.NET cannot.</summary>
internal sealed class PipelineBuilder(
    TransformsCatalog catalog, PackedModel model, string inputColumn, string outputColumn, string columnPrefix = "")
{
    public string InputColumn => inputColumn;

    public string VerdictColumn => outputColumn;

    public string ColumnPrefix => columnPrefix;

    /// <summary>The transformer. Every part is the same for all data, so they are fitted to an empty table with the one column.</summary>
    public ITransformer Fit(ImageColumn.Kinds kind) => Build(kind).Fit(ImageColumn.EmptyTable(kind, inputColumn));

    private IEstimator<ITransformer> Build(ImageColumn.Kinds kind)
    {
        var chain = new EstimatorChain<ITransformer>();
        chain = kind == ImageColumn.Kinds.Path ? FromPath(chain) : FromImage(chain);
        chain = chain
            .Append((IEstimator<ITransformer>)catalog.ApplyOnnxModel([PipelineColumns.Classification],
                [PipelineColumns.Pixels, PipelineColumns.Size], new MemoryStream(model.Onnx)))
            .Append(Mapping(VerdictMapping.Contract, new VerdictMapping()));
        foreach (var name in OutputColumns.Members)
            chain = chain.Append((IEstimator<ITransformer>)catalog.CopyColumns(OutputColumns.NameOf(name, outputColumn, columnPrefix),
                PipelineColumns.Prefix + name));
        return chain.Append((IEstimator<ITransformer>)catalog.DropColumns([.. Temporary(kind)]));
    }

    private EstimatorChain<ITransformer> FromPath(EstimatorChain<ITransformer> chain) => chain
        .Append((IEstimator<ITransformer>)catalog.CopyColumns(PipelineColumns.Path, inputColumn))
        .Append(Settings(PipelineColumns.Path))
        .Append(model.Capacity switch
        {
            PixelCapacity.Small => Mapping(SmallPathMapping.Contract, new SmallPathMapping()),
            PixelCapacity.Medium => Mapping(MediumPathMapping.Contract, new MediumPathMapping()),
            _ => Mapping(LargePathMapping.Contract, new LargePathMapping()),
        });

    private EstimatorChain<ITransformer> FromImage(EstimatorChain<ITransformer> chain) => chain
        .Append((IEstimator<ITransformer>)catalog.CopyColumns(PipelineColumns.Image, inputColumn))
        .Append(Mapping(ImageWidthMapping.Contract, new ImageWidthMapping()))
        .Append(Settings(PipelineColumns.Width))
        .Append(model.Capacity switch
        {
            PixelCapacity.Small => Mapping(SmallImageMapping.Contract, new SmallImageMapping()),
            PixelCapacity.Medium => Mapping(MediumImageMapping.Contract, new MediumImageMapping()),
            _ => Mapping(LargeImageMapping.Contract, new LargeImageMapping()),
        });

    private IEstimator<ITransformer> Settings(string scalarColumn) =>
        catalog.Expression(PipelineColumns.Settings, $"x => \"{model.Settings.ToText()}\"", scalarColumn);

    private IEstimator<ITransformer> Mapping<TSource, TResult>(string contract, CustomMappingFactory<TSource, TResult> factory)
        where TSource : class, new()
        where TResult : class, new() =>
        catalog.CustomMapping(factory.GetMapping(), contract);

    private static IEnumerable<string> Temporary(ImageColumn.Kinds kind) =>
    [
        .. kind == ImageColumn.Kinds.Path ? [PipelineColumns.Path] : new[] { PipelineColumns.Image, PipelineColumns.Width },
        PipelineColumns.Settings, PipelineColumns.Pixels, PipelineColumns.Size, PipelineColumns.Classification,
        .. OutputColumns.Members.Select(name => PipelineColumns.Prefix + name),
    ];
}

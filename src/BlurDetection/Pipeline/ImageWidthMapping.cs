using BlurDetection.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Microsoft.ML.Transforms.Image;

namespace BlurDetection.Pipeline;

/// <summary>Gives a number for each image: ML.NET's expression, which brings the settings in, cannot start from an image column.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class ImageWidthMapping : CustomMappingFactory<ImageWidthMapping.Source, ImageWidthMapping.Result>
{
    public const string Contract = "BlurDetection.Width";

    public override Action<Source, Result> GetMapping()
    {
        ImageColumnType.EnsureRegistered();
        return (source, result) => result.Width = source.Image?.Width ?? 0;
    }

    internal sealed class Source
    {
        [ColumnName(PipelineColumns.Image), ImageType(1, 1)]
        public MLImage? Image { get; set; }
    }

    internal sealed class Result
    {
        [ColumnName(PipelineColumns.Width)]
        public int Width { get; set; }
    }
}

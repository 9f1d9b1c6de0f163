using BlurDetection.Imaging;
using BlurDetection.Inputs;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Training.Estimator;

/// <summary>Reads the image of the current row, by the code that the trained pipeline will use.</summary>
internal static class ImageReader
{
    public static Func<DecodedImage> Create(
        DataViewRow row, DataViewSchema.Column column, Preprocessing preprocessing, ImageDecoderOptions decoding)
    {
        if (column.Type is TextDataViewType)
        {
            var path = row.GetGetter<ReadOnlyMemory<char>>(column);
            return () =>
            {
                ReadOnlyMemory<char> text = default;
                path(ref text);
                return ImageDecoder.DecodeFile(text.ToString(), preprocessing, decoding);
            };
        }
        var getter = row.GetGetter<MLImage>(column);
        MLImage? image = null;
        return () =>
        {
            getter(ref image!);
            return image is null
                ? throw new UnsupportedImageException($"The column '{column.Name}' holds no image in row {row.Position + 1}.")
                : MLImagePixels.Preprocess(image, preprocessing);
        };
    }
}

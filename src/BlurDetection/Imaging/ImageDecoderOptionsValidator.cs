using Microsoft.Extensions.Options;

namespace BlurDetection.Imaging;

/// <summary>Checks the options by generated code, which works after trimming and in native AOT.</summary>
[OptionsValidator]
internal sealed partial class ImageDecoderOptionsValidator : IValidateOptions<ImageDecoderOptions>;

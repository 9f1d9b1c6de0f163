using Microsoft.Extensions.Options;

namespace BlurDetection.Pipeline;

/// <summary>Checks the options by generated code, which works after trimming and in native AOT.</summary>
[OptionsValidator]
internal sealed partial class DetectBlurOptionsValidator : IValidateOptions<DetectBlurOptions>;

using Microsoft.Extensions.Options;

namespace BlurDetection.DependencyInjection;

/// <summary>Checks the options by generated code, which works after trimming and in native AOT.</summary>
[OptionsValidator]
internal sealed partial class BlurDetectionOptionsValidator : IValidateOptions<BlurDetectionOptions>;
